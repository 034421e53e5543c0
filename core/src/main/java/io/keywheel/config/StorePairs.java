package io.keywheel.config;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and texts out of the answers of key-value stores that speak HTTP. */
final class StorePairs {
    private StorePairs() {}

    /** Consul: a list of entries below a prefix, their texts in base64. */
    static Map<String, String> consul(Buffer answer, String prefix) throws SourceTrouble {
        try {
            Map<String, String> pairs = new LinkedHashMap<>();
            for (Object each : new JsonArray(answer)) {
                JsonObject entry = (JsonObject) each;
                String key = entry.getString("Key");
                String value = entry.getString("Value");
                String name =
                        key.startsWith(prefix) ? key.substring(prefix.length()).replaceAll("^/", "") : key;
                if (value != null && !name.isEmpty()) pairs.put(name, decoded(value));
            }
            return pairs;
        } catch (DecodeException | ClassCastException | IllegalArgumentException | NullPointerException e) {
            throw unreadable("Consul");
        }
    }

    /** Vault: fields of a secret, of the second version of its engine one level deeper. */
    static Map<String, String> vault(Buffer answer) throws SourceTrouble {
        try {
            @Nullable JsonObject data = new JsonObject(answer).getJsonObject("data");
            boolean second = data != null && data.containsKey("metadata") && data.containsKey("data");
            if (second) data = data.getJsonObject("data");
            if (data == null)
                throw SourceTrouble.broken("the secret was deleted", "Write it again, or name another one.");
            return texts(data, false);
        } catch (DecodeException | ClassCastException e) {
            throw unreadable("Vault");
        }
    }

    /** Kubernetes: a Secret, its texts in base64, or a ConfigMap. */
    static Map<String, String> kubernetes(Buffer answer) throws SourceTrouble {
        try {
            JsonObject resource = new JsonObject(answer);
            @Nullable JsonObject data = resource.getJsonObject("data");
            boolean secret = !"ConfigMap".equals(resource.getString("kind"));
            return data == null ? Map.of() : texts(data, secret);
        } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
            throw unreadable("Kubernetes");
        }
    }

    private static Map<String, String> texts(JsonObject data, boolean encoded) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String name : data.fieldNames()) {
            Object value = data.getValue(name);
            if (value == null || value instanceof JsonObject || value instanceof JsonArray) continue;
            pairs.put(name, encoded ? decoded(value.toString()) : value.toString());
        }
        return pairs;
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static SourceTrouble unreadable(String whose) {
        return SourceTrouble.broken("its answer is none of " + whose + "'s", "Check its address.");
    }
}
