package io.keywheel.admin.http;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of the path, the query or the head, as the contract says.
 *
 * @param in {@code path}, {@code query} or {@code header}
 * @param usual its value where it is not sent
 */
public record ParameterRule(
        String name, String in, JsonObject schema, @Nullable Object usual, Validator validator) {

    static ParameterRule of(JsonObject parameter) {
        JsonObject schema = parameter.getJsonObject("schema");
        return new ParameterRule(
                parameter.getString("name"),
                parameter.getString("in"),
                schema,
                schema.getValue("default"),
                Schemas.validator(schema));
    }

    /** A value as it is typed, or what is wrong with it. */
    record Read(@Nullable Object value, Optional<Problem> problem) {}

    Read read(String text) {
        Object value = typed(text);
        if (value instanceof String string && !PlainText.is(string))
            return refused("holds a character that cannot be seen", "Send plain text.");
        List<Problem.Fault> faults = Faults.of(schema, validator, value);
        if (faults.isEmpty()) return new Read(value, Optional.empty());
        return refused(faults.get(0).detail(), "See /docs for what it may be.");
    }

    private Read refused(String why, String hint) {
        Problem problem = Problem.bad("invalid_parameter", name + " " + why + ".", hint);
        return new Read(null, Optional.of(problem.in(name)));
    }

    /** The text itself where it is not of the type: the schema says so then. */
    private Object typed(String text) {
        return switch (String.valueOf(schema.getValue("type"))) {
            case "integer" -> whole(text);
            case "boolean" -> text.matches("true|false") ? (Object) Boolean.valueOf(text) : text;
            default -> text;
        };
    }

    private static Object whole(String text) {
        try {
            return text.startsWith("+") ? text : (Object) Long.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
