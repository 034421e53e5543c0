package io.keywheel.admin.http;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Validator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a body may be: its media types, and for JSON its schema. */
public final class BodyRule {
    private static final String JSON = "application/json";

    private final Map<String, JsonObject> schemas = new TreeMap<>();
    private final @Nullable Validator validator;

    private BodyRule(JsonObject content) {
        for (String type : content.fieldNames())
            schemas.put(type, content.getJsonObject(type).getJsonObject("schema"));
        this.validator = schema().map(Schemas::validator).orElse(null);
    }

    static BodyRule of(JsonObject requestBody) {
        return new BodyRule(requestBody.getJsonObject("content"));
    }

    /** Whether its operation reads the text itself, in whatever shape. */
    boolean isText() {
        return schemas.size() > 1;
    }

    /** The schema of a JSON body. */
    public Optional<JsonObject> schema() {
        return isText() ? Optional.empty() : Optional.ofNullable(schemas.get(JSON));
    }

    /** Whether the Content-Type is one of those; parameters do not count, but other character sets than UTF-8 are refused. */
    boolean takes(@Nullable String contentType) {
        if (contentType == null) return false;
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip().replace("\"", "");
            if (part.startsWith("charset=") && !part.equals("charset=utf-8")) return false;
        }
        return schemas.containsKey(parts[0].strip());
    }

    String types() {
        return String.join(", ", schemas.keySet());
    }

    /** What is wrong with a body that was read as JSON; empty where nothing is. */
    Optional<Problem> problem(@Nullable Object value) {
        if (validator == null) return Optional.empty();
        return Visible.fault(value)
                .or(() -> Faults.problem(schemas.getOrDefault(JSON, new JsonObject()), validator, value));
    }
}
