package io.keywheel.admin.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaException;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a schema says against a value, in our own words: the library's quote the value. */
final class Faults {
    private static final int MOST = 20;

    /** What each keyword of a schema asks for. */
    private static final Map<String, Function<JsonObject, String>> WORDS = Map.ofEntries(
            Map.entry("type", s -> "must be " + types(s.getValue("type"))),
            Map.entry("enum", s -> "must be one of " + values(s.getJsonArray("enum"))),
            Map.entry("const", s -> "must be " + s.getValue("const")),
            Map.entry("pattern", s -> "must match " + s.getString("pattern")),
            Map.entry("minLength", s -> "must have at least " + s.getValue("minLength") + " characters"),
            Map.entry("maxLength", s -> "must have at most " + s.getValue("maxLength") + " characters"),
            Map.entry("minimum", s -> "must be at least " + s.getValue("minimum")),
            Map.entry("maximum", s -> "must be at most " + s.getValue("maximum")),
            Map.entry("minItems", s -> "must have at least " + s.getValue("minItems") + " entries"),
            Map.entry("maxItems", s -> "must have at most " + s.getValue("maxItems") + " entries"),
            Map.entry("minProperties", s -> "must say something"),
            Map.entry("not", s -> "is reserved"));

    private Faults() {}

    /** The whole body's problem; empty where nothing is wrong. */
    static Optional<Problem> problem(JsonObject schema, Validator validator, @Nullable Object value) {
        List<Problem.Fault> faults = of(schema, validator, wrapped(value));
        if (faults.isEmpty()) return Optional.empty();
        Optional<Problem.Fault> mask =
                faults.stream().filter(f -> f.detail().contains("placeholder")).findFirst();
        Problem.Fault first = mask.orElse(faults.get(0));
        boolean masked = mask.isPresent();
        String name = first.pointer().isEmpty() ? "The body" : Pointers.last(first.pointer());
        return Optional.of(
                Problem.bad(masked ? "masked_secret" : "invalid_field", name + " " + first.detail() + ".", hint(first))
                        .at(first.pointer())
                        .with(faults));
    }

    private static String hint(Problem.Fault fault) {
        if (fault.detail().contains("placeholder")) return "Send the secret itself, whole; a mask cannot be saved.";
        if (fault.detail().equals("is missing")) return "Send " + Pointers.last(fault.pointer()) + ".";
        if (fault.detail().startsWith("is not known")) return "Leave it out.";
        return "See /docs for what it may be.";
    }

    private static @Nullable Object wrapped(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((name, field) -> object.put(String.valueOf(name), wrapped(field)));
            return object;
        }
        if (value instanceof List<?> list) {
            JsonArray array = new JsonArray();
            list.forEach(entry -> array.add(wrapped(entry)));
            return array;
        }
        return value;
    }

    static List<Problem.Fault> of(JsonObject schema, Validator validator, @Nullable Object value) {
        OutputUnit verdict;
        try {
            verdict = validator.validate(value);
        } catch (SchemaException e) {
            return List.of(new Problem.Fault("", "cannot be checked"));
        }
        if (Boolean.TRUE.equals(verdict.getValid())) return List.of();
        List<Problem.Fault> faults = new ArrayList<>();
        for (OutputUnit unit : Optional.ofNullable(verdict.getErrors()).orElse(List.of()))
            fault(schema, unit).filter(f -> faults.size() < MOST).ifPresent(faults::add);
        return faults.isEmpty() ? List.of(new Problem.Fault("", "is not what it should be")) : List.copyOf(faults);
    }

    private static Optional<Problem.Fault> fault(JsonObject schema, OutputUnit unit) {
        String place = Pointers.ofFragment(unit.getInstanceLocation());
        String keywordAt = Pointers.ofFragment(unit.getKeywordLocation());
        String keyword = Pointers.last(keywordAt);
        JsonObject rule = ruleAt(schema, keywordAt.substring(0, Math.max(0, keywordAt.lastIndexOf('/'))));
        String said = String.valueOf(unit.getError());
        if (keyword.equals("required")) return Optional.of(new Problem.Fault(place + "/" + quoted(said), "is missing"));
        if (keyword.equals("additionalProperties")) return unknown(rule, place);
        if (keyword.equals("format")) return Optional.of(new Problem.Fault(place, said));
        return Optional.ofNullable(WORDS.get(keyword)).map(words -> new Problem.Fault(place, words.apply(rule)));
    }

    /** The library says this of every field with a fault too. */
    private static Optional<Problem.Fault> unknown(JsonObject rule, String place) {
        boolean known = rule.getJsonObject("properties", new JsonObject()).containsKey(Pointers.last(place));
        return known ? Optional.empty() : Optional.of(new Problem.Fault(place, "is not known here"));
    }

    private static JsonObject ruleAt(JsonObject schema, String pointer) {
        Object found = schema;
        for (String part : pointer.split("/", -1)) {
            if (!part.isEmpty() && found instanceof JsonObject object)
                found = object.getValue(Pointers.unescaped(part));
        }
        return found instanceof JsonObject object ? object : new JsonObject();
    }

    private static String quoted(String text) {
        int from = text.indexOf('"');
        int to = text.lastIndexOf('"');
        return from < 0 || to <= from ? "" : Pointers.escaped(text.substring(from + 1, to));
    }

    private static String types(Object type) {
        return type instanceof JsonArray all ? values(all).replace(", ", " or ") : "of type " + type;
    }

    private static String values(JsonArray all) {
        return String.join(", ", all.stream().map(String::valueOf).toList());
    }
}
