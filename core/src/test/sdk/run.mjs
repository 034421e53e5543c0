// node run.mjs http://127.0.0.1:8080: OpenAI's and Groq's clients against a running sidecar before the simulated provider.
// One line a check; exits with 1 where one fails. The last checks use up all keys.
import Groq from 'groq-sdk';
import OpenAI from 'openai';

const base = process.argv[2];
if (!base) {
  console.error('usage: node run.mjs BASE_URL');
  process.exit(2);
}

const MODEL = 'llama-3.1-8b-instant';
const ask = { model: MODEL, messages: [{ role: 'user', content: 'Say something.' }] };

/** A client whose calls are counted, so that its own retries are seen. */
function client(name, make) {
  const made = { name, calls: 0 };
  made.sdk = make({
    apiKey: 'none-is-needed',
    timeout: 20_000,
    fetch: (...call) => {
      made.calls++;
      return fetch(...call);
    },
  });
  return made;
}

const openai = client('openai', (options) => new OpenAI({ ...options, baseURL: `${base}/v1` }));
const groq = client('groq-sdk', (options) => new Groq({ ...options, baseURL: base }));

const fault = (order) => ({ headers: { 'X-Sim-Fault': order } });

function expect(truth, what) {
  if (!truth) throw new Error(what);
}

async function unary({ sdk }) {
  const answer = await sdk.chat.completions.create(ask);
  expect(answer.choices[0].message.content.length > 0, 'no text');
  expect(answer.usage.completion_tokens > 0, 'no usage');
}

async function failedOver({ sdk }) {
  const { data, response } = await sdk.chat.completions.create(ask, fault('429;key=one')).withResponse();
  expect(data.choices.length === 1, 'no choice');
  expect(Number(response.headers.get('x-keywheel-attempts')) <= 2, 'more than two attempts');
}

async function streamed({ sdk }) {
  let text = '';
  let finish = null;
  for await (const chunk of await sdk.chat.completions.create({ ...ask, stream: true })) {
    text += chunk.choices[0]?.delta?.content ?? '';
    finish = chunk.choices[0]?.finish_reason ?? finish;
  }
  expect(text.startsWith('Hello '), `text is ${JSON.stringify(text)}`);
  expect(finish === 'stop', `finish is ${finish}`);
}

async function cutStream({ sdk }) {
  const error = await thrownBy(async () => {
    const stream = await sdk.chat.completions.create({ ...ask, stream: true }, fault('cut;streams'));
    for await (const chunk of stream) void chunk;
  });
  expect(/The answer was cut/.test(`${error.message} ${JSON.stringify(error.error ?? '')}`), error.message);
}

async function models({ sdk }) {
  const ids = (await sdk.models.list()).data.map((model) => model.id);
  expect(ids.includes(MODEL), `models are ${ids}`);
  expect((await sdk.models.retrieve('openai/gpt-oss-120b')).id === 'openai/gpt-oss-120b', 'not this model');
}

async function embeddings({ sdk }) {
  const answer = await sdk.embeddings.create({ model: 'sim-embedding', input: ['a', 'b'] });
  expect(answer.data.length === 2, 'not two');
}

async function transcription({ sdk }) {
  const file = new File([new Uint8Array(200_000)], 'silence.wav');
  const answer = await sdk.audio.transcriptions.create({ model: 'whisper-large-v3', file });
  expect(answer.text.length > 0, 'no text');
}

async function unknownModel({ sdk }) {
  const error = await thrownBy(() => sdk.chat.completions.create({ ...ask, model: 'no-such-model' }));
  expect(error.constructor.name === 'NotFoundError', error.constructor.name);
  expect(error.status === 404, error.status);
}

async function usedUp(client) {
  await thrownBy(() => client.sdk.chat.completions.create(ask, fault('402')));
  const before = client.calls;
  const error = await thrownBy(() => client.sdk.chat.completions.create(ask));
  expect(error.constructor.name === 'RateLimitError', error.constructor.name);
  expect(client.calls - before === 1, `called ${client.calls - before} times`);
}

async function thrownBy(work) {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

const served = { unary, failedOver, streamed, cutStream, models, embeddings, transcription, unknownModel };
let failures = 0;

async function check(client, name, work) {
  try {
    await work(client);
    console.log(`ok    ${client.name}  ${name}`);
  } catch (error) {
    failures++;
    console.log(`FAIL  ${client.name}  ${name}: ${error.message}`);
  }
}

for (const each of [openai, groq]) {
  for (const [name, work] of Object.entries(served)) await check(each, name, work);
}
for (const each of [openai, groq]) await check(each, 'usedUp: one call, no retry', usedUp);
console.log(failures === 0 ? 'all checks passed' : `${failures} checks failed`);
process.exit(failures === 0 ? 0 : 1);
