// Draws the contract. Texts go in as text, never as markup.
const make = (tag, text = '', more = {}) => Object.assign(document.createElement(tag), { textContent: text }, more);
const methods = ['get', 'post', 'put', 'patch', 'delete'];
const response = await fetch('../openapi.json');
const contract = await response.json();

const named = (node) => (node && node.$ref ? { ...node.$ref.slice(2).split('/').reduce((at, part) => at[part], contract), ...node, $ref: undefined } : node ?? {});
const nameOf = (node) => (node?.$ref ? node.$ref.split('/').pop() : '');

/** A schema in a few words. */
function words(node) {
  const schema = named(node);
  if (schema.enum) return schema.enum.map((v) => JSON.stringify(v)).join(' | ');
  if (schema.type === 'array') return 'array of ' + (nameOf(schema.items) || words(schema.items));
  const bounds = ['format', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength', 'default'].filter((k) => k in schema).map((k) => `${k} ${schema[k]}`);
  return [[schema.type].flat().filter(Boolean).join(' or ') || nameOf(node) || 'any', ...bounds].join(', ');
}

function table(caption, rows) {
  if (!rows.length) return make('span');
  const drawn = make('table');
  drawn.append(make('caption', caption));
  for (const [name, kind, about] of rows) {
    const row = make('tr'), head = make('th', '', { scope: 'row' });
    head.append(make('code', name));
    row.append(head, make('td', kind), make('td', about ?? ''));
    drawn.append(row);
  }
  return drawn;
}

function fields(node) {
  const schema = named(node), needed = schema.required ?? [];
  const parts = schema.allOf ? schema.allOf.flatMap(fields) : [];
  return parts.concat(Object.entries(schema.properties ?? {}).map(([name, field]) => [name, words(field) + (needed.includes(name) ? '' : ' (may be left out)'), named(field).description]));
}

function draw(path, method, operation, shared) {
  const section = make('section', '', { id: operation.operationId });
  section.append(make('h3', `${method.toUpperCase()} /admin/v1${path}`), make('p', operation.summary));
  section.append(make('p', `Scope: ${operation['x-scope']}`, { className: 'scope' }));
  if (operation.description) section.append(make('p', operation.description));
  const parameters = [...shared, ...(operation.parameters ?? [])].map(named);
  section.append(table('Parameters', parameters.map((p) => [p.name, `${p.in}: ${words(p.schema)}`, p.description])));
  for (const [type, content] of Object.entries(named(operation.requestBody).content ?? {})) {
    section.append(table(`Body, ${type}`, fields(content.schema)));
    if (content.example) section.append(make('pre', typeof content.example === 'string' ? content.example : JSON.stringify(content.example, null, 2)));
  }
  for (const [status, node] of Object.entries(operation.responses)) {
    const answer = named(node), schema = Object.values(answer.content ?? {})[0]?.schema;
    section.append(table(`${status === 'default' ? 'Otherwise' : status}: ${answer.description} ${nameOf(schema)}`, status === 'default' ? [] : fields(schema)));
    if (status !== 'default' && !fields(schema).length) section.append(make('p', `${status}: ${answer.description}`));
  }
  return section;
}

const nav = document.getElementById('nav'), main = document.getElementById('main');
document.getElementById('about').textContent = contract.info.description;
for (const tag of contract.tags) {
  nav.append(make('strong', tag.name));
  main.append(make('h2', tag.name), make('p', tag.description));
  for (const [path, item] of Object.entries(contract.paths)) {
    for (const method of methods.filter((m) => item[m]?.tags?.includes(tag.name))) {
      nav.append(make('a', `${method.toUpperCase()} ${path}`, { href: '#' + item[method].operationId }));
      main.append(draw(path, method, item[method], item.parameters ?? []));
    }
  }
}
main.append(make('h2', 'Problems'), table('Every error', fields(contract.components.schemas.Problem && { $ref: '#/components/schemas/Problem' })));
if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
