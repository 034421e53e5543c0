package io.keywheel.admin;

import io.keywheel.admin.World.Ask;
import io.keywheel.admin.http.Contract;
import io.keywheel.admin.http.ParameterRule;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes bad requests of the contract: each example with something wrong in it. */
final class BadInput {
    /**
     * A bad request.
     *
     * @param field whether a field of the body is at fault
     * @param parameter whether a parameter is
     */
    record Case(String what, Ask ask, boolean field, boolean parameter) {}

    private static final List<String> UNSEEN = List.of(
            "\u0000",
            "\u0007",
            "\n",
            "\u001b[31m",
            "\u007f",
            "\u0085",
            "\u200e",
            "\u200f",
            "\u202e",
            "\u2066",
            "\u2028",
            "\ufeff");
    private static final List<Object> ODD = List.of(
            1,
            -1,
            1.5,
            true,
            false,
            "",
            new JsonObject(),
            new JsonArray(),
            new JsonArray().add("a"),
            new JsonObject().put("a", 1),
            1e300,
            new java.math.BigInteger("9".repeat(40)));
    private static final List<String> MASKS = List.of(
            "gsk_…ab",
            "gsk_...0000000",
            "************",
            "your-api-key",
            "<secret-key-here>",
            "${GROQ_API_KEY}",
            "sk-xxxxxxxxxxxxxxxx",
            "with space 000",
            "gsk_ümlaut00000",
            "short");
    private static final List<String> ADDRESSES = List.of(
            "file:///etc/passwd",
            "ftp://x.example/",
            "javascript:alert(1)",
            "data:text/plain,x",
            "//x.example/",
            "https://",
            "https://user:pass@x.example/",
            "jar:http://x!/",
            "nothing");

    private final Contract contract;
    private final Random random;

    BadInput(Contract contract, long seed) {
        this.contract = contract;
        this.random = new Random(seed);
    }

    /** At least so many: every single fault first, then several at once. */
    List<Case> cases(int wanted) {
        List<Case> cases = new ArrayList<>();
        contract.rules().forEach((id, rules) -> {
            parameters(id, rules, cases);
            if (rules.body().isPresent()) body(id, rules, cases);
        });
        List<Map.Entry<String, Contract.Rules>> bodies = contract.rules().entrySet().stream()
                .filter(e -> e.getValue().body().flatMap(b -> b.schema()).isPresent())
                .toList();
        while (cases.size() < wanted) {
            Map.Entry<String, Contract.Rules> one = bodies.get(random.nextInt(bodies.size()));
            several(one.getKey(), one.getValue(), cases);
        }
        return cases;
    }

    private Ask ask(Contract.Rules rules) {
        String path = World.API + rules.path().replace("{id}", rules.path().startsWith("/tokens") ? "abc" : "conf");
        Ask ask = Ask.of(rules.method().toUpperCase(Locale.ROOT), path);
        boolean versioned = rules.parameters().stream().anyMatch(p -> p.name().equals("If-Match"));
        return versioned ? ask.with("if-match", "\"r1\"") : ask;
    }

    private void parameters(String id, Contract.Rules rules, List<Case> cases) {
        Ask good = ask(rules);
        Ask whole = rules.body().flatMap(b -> b.schema()).isPresent()
                ? good.json(example(rules).encode())
                : good;
        for (String query : List.of("?nothing=1", "?%zz=1", "?a%00b=1", "?__proto__=1"))
            cases.add(new Case(id + query, at(whole, query), false, !query.contains("zz")));
        for (ParameterRule rule : rules.parameters()) {
            if (!rule.in().equals("query")) continue;
            for (String value : values(rule))
                cases.add(new Case(
                        id + " " + rule.name() + "=" + value, at(whole, "?" + rule.name() + "=" + value), false, true));
        }
        for (String bad : List.of("UPPER", "a%00b", "%e2%80%ae", "a".repeat(200), "..%2f..%2fetc"))
            if (rules.path().contains("/keys/{id}"))
                cases.add(new Case(
                        id + " id " + bad,
                        new Ask(whole.method(), whole.path().replace("conf", bad), whole.headers(), whole.body()),
                        false,
                        true));
    }

    private static List<String> values(ParameterRule rule) {
        String type = String.valueOf(rule.schema().getValue("type"));
        List<String> bad = new ArrayList<>(List.of("%00", "a%0d%0aX:1", "%e2%80%ae", "x".repeat(2_000)));
        if (!type.equals("string")) bad.addAll(List.of("", "-1", "1.5", "abc", "null", "9".repeat(40), "TRUE", "%2B1"));
        else bad.add("");
        if (rule.schema().containsKey("pattern") || rule.schema().containsKey("enum")) bad.add("%20");
        return bad;
    }

    private static Ask at(Ask ask, String query) {
        return new Ask(ask.method(), ask.path() + query, ask.headers(), ask.body());
    }

    private JsonObject example(Contract.Rules rules) {
        return contract.document()
                .getJsonObject("paths")
                .getJsonObject(rules.path())
                .getJsonObject(rules.method())
                .getJsonObject("requestBody")
                .getJsonObject("content")
                .getJsonObject("application/json")
                .getJsonObject("example")
                .copy();
    }

    private void body(String id, Contract.Rules rules, List<Case> cases) {
        Ask good = ask(rules);
        for (String type : List.of(
                "", "text/html", "application/xml", "multipart/form-data", "application/json; charset=latin1", "json"))
            cases.add(new Case(id + " type " + type, good.text(type, Buffer.buffer("{}")), false, false));
        if (rules.body().orElseThrow().schema().isEmpty()) {
            for (String text : List.of("", "   ", "[", "{}", "[1,2", "null"))
                cases.add(new Case(id + " text", good.text("application/json", Buffer.buffer(text)), false, false));
            cases.add(new Case(
                    id + " bytes",
                    good.text("text/plain", Buffer.buffer(new byte[] {(byte) 0xc3, 0x28})),
                    false,
                    false));
            cases.add(new Case(id + " header", good.text("text/csv", Buffer.buffer("a,b\n1,2\n")), false, false));
            return;
        }
        String text = example(rules).encode();
        for (int cut = 0; cut < text.length(); cut++)
            cases.add(new Case(id + " cut at " + cut, good.json(text.substring(0, cut)), false, false));
        for (String broken : List.of(
                text + text,
                text + ",",
                "\u0000" + text,
                text.replace('"', '\''),
                "[" + text + "]",
                "null",
                "true",
                "1",
                "\"text\"",
                "NaN",
                "{}{}",
                "{\"a\":01}",
                "{a:1}",
                "//x\n" + text,
                "[".repeat(10_000),
                "{\"a\":".repeat(500),
                text.replaceFirst("\\{", "{\"secret\":\"a\",\"secret\":\"b\","),
                "{\"a\":" + "9".repeat(2_000) + "}"))
            cases.add(new Case(id + " broken", good.json(broken), false, false));
        cases.add(new Case(
                id + " bytes",
                good.text("application/json", Buffer.buffer(new byte[] {'{', (byte) 0xff, '}'})),
                false,
                false));
        cases.add(new Case(id + " 1 MiB", good.json(" ".repeat((1 << 20) + 1)), false, false));
        rules.body()
                .flatMap(b -> b.schema())
                .orElseThrow()
                .getJsonObject("properties")
                .forEach(field -> {
                    JsonObject schema = (JsonObject) field.getValue();
                    for (Object bad : bad(schema)) {
                        JsonObject sent = example(rules).put(field.getKey(), bad);
                        cases.add(new Case(
                                id + " " + field.getKey() + " = " + shown(bad), good.json(sent.encode()), true, false));
                    }
                    if (!nullable(schema))
                        cases.add(new Case(
                                id + " " + field.getKey() + " null",
                                good.json(example(rules).putNull(field.getKey()).encode()),
                                true,
                                false));
                });
        for (String needed : required(rules)) {
            JsonObject sent = example(rules);
            sent.remove(needed);
            cases.add(new Case(id + " without " + needed, good.json(sent.encode()), true, false));
        }
        for (String name : List.of("unknown", "Secret", "__proto__", "a/b~c", "", "é", "x".repeat(500)))
            cases.add(new Case(
                    id + " field " + name, good.json(example(rules).put(name, 1).encode()), true, false));
        for (String unseen : UNSEEN)
            cases.add(new Case(
                    id + " field", good.json(example(rules).put("a" + unseen, 1).encode()), true, false));
    }

    private static boolean nullable(JsonObject schema) {
        return schema.getValue("type") instanceof JsonArray all && all.contains("null");
    }

    private static List<String> required(Contract.Rules rules) {
        JsonArray all = rules.body().flatMap(b -> b.schema()).orElseThrow().getJsonArray("required", new JsonArray());
        return all.stream().map(String::valueOf).toList();
    }

    private static String shown(Object bad) {
        String text = String.valueOf(bad);
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    /** Values that the schema of a field does not take. */
    private List<Object> bad(JsonObject schema) {
        String type = schema.getValue("type") instanceof JsonArray all ? all.getString(0) : schema.getString("type");
        List<Object> bad = new ArrayList<>();
        for (Object odd : ODD) if (!fits(type, schema, odd)) bad.add(odd);
        if ("string".equals(type)) {
            for (String unseen : UNSEEN) bad.add("ab" + unseen + "cd000000");
            if (schema.containsKey("maxLength")) bad.add("x".repeat(schema.getInteger("maxLength") + 1));
            if (schema.containsKey("pattern") && !schema.getString("pattern").equals("[^ ]"))
                bad.addAll(List.of("Ünder", "a b", "../x", "x".repeat(200), "'; drop table keys; --"));
            if ("secret".equals(schema.getString("format"))) bad.addAll(MASKS);
            if ("date-time".equals(schema.getString("format")))
                bad.addAll(List.of(
                        "tomorrow",
                        "2026-13-01T00:00:00Z",
                        "2026-01-01",
                        "2020-01-01T00:00:00Z",
                        "1600-01-01T00:00:00Z"));
            if (schema.containsKey("enum")) bad.addAll(List.of("ADMIN", "root", "admin "));
        }
        if (schema.containsKey("minimum")) bad.add(schema.getLong("minimum") - 1);
        if (schema.containsKey("maximum")) bad.add(schema.getLong("maximum") + 1);
        if ("array".equals(type)) arrays(schema, bad);
        return bad;
    }

    private void arrays(JsonObject schema, List<Object> bad) {
        JsonObject items = schema.getJsonObject("items");
        if ("object".equals(items.getString("type"))) {
            bad.add(new JsonArray().add(new JsonObject()));
            bad.add(new JsonArray()
                    .add(new JsonObject().put("url", "https://x.example/").put("unknown", 1)));
            for (String address : ADDRESSES) bad.add(new JsonArray().add(new JsonObject().put("url", address)));
            return;
        }
        for (Object one : bad(items)) bad.add(new JsonArray().add(one));
        JsonArray many = new JsonArray();
        for (int i = 0; i <= schema.getInteger("maxItems", 100); i++) many.add("a" + i);
        bad.add(many);
    }

    private static boolean fits(@Nullable String type, JsonObject schema, Object value) {
        if (schema.containsKey("const")) return schema.getValue("const").equals(value);
        return switch (String.valueOf(type)) {
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Integer n && n >= schema.getLong("minimum", 0L);
            case "number" -> value instanceof Number n && n.doubleValue() >= 0 && n.doubleValue() <= 1;
            case "array" -> value instanceof JsonArray;
            case "object" -> value instanceof JsonObject;
            default -> false;
        };
    }

    /** Two to four fields at once, each wrong in its way. */
    private void several(String id, Contract.Rules rules, List<Case> cases) {
        JsonObject sent = example(rules);
        JsonObject properties =
                rules.body().flatMap(b -> b.schema()).orElseThrow().getJsonObject("properties");
        List<String> names = List.copyOf(properties.fieldNames());
        StringBuilder what = new StringBuilder(id);
        int faults = 0;
        for (int i = 2 + random.nextInt(3); i > 0; i--) {
            String name = names.get(random.nextInt(names.size()));
            List<Object> bad = bad(properties.getJsonObject(name));
            if (bad.isEmpty()) continue;
            Object value = bad.get(random.nextInt(bad.size()));
            sent.put(name, value);
            what.append(' ').append(name).append(" = ").append(shown(value));
            faults++;
        }
        if (faults == 0) return;
        cases.add(new Case(what.toString(), ask(rules).json(sent.encode()), true, false));
    }
}
