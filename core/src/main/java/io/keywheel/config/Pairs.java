package io.keywheel.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names with texts as they stand in folders of secrets and key-value stores. A name is that of a variable ({@code GROQ_API_KEY},
 * {@code groq-api-key}), a path of the configuration file ({@code providers.groq.apiKey}, {@code admin/port}), or
 * {@code providers.groq.keys.<id>} for a key with an id. What has another name is somebody else's.
 */
final class Pairs {
    private static final Pattern KEY_WITH_ID = Pattern.compile("providers\\.([^.]+)\\.keys\\.([^.]+)");
    private static final String PROVIDERS = "providers.";
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final JsonObject tree = new JsonObject();
    private final List<Mistake> mistakes = new ArrayList<>();
    private final String source;

    private Pairs(String source) {
        this.source = source;
    }

    static Contents read(Map<String, String> pairs, String source) {
        Pairs read = new Pairs(source);
        // In the order of their names: no store has another.
        new TreeMap<>(pairs).forEach(read::add);
        return new Contents(read.values, read.mistakes).and(FileSource.read(read.tree, source));
    }

    /** Whether a pair of this name would be read. */
    static boolean isOurs(String name) {
        return FlatSource.isOurs(variable(name)) || isPath(path(name));
    }

    private void add(String name, String text) {
        String variable = variable(name);
        String path = path(name);
        if (text.isBlank()) return;
        if (FlatSource.isOurs(variable)) variable(variable, name, text);
        else if (isPath(path)) put(path, text);
    }

    private void variable(String variable, String name, String text) {
        Value before = values.put(variable, new Value(text.strip(), source, source + " " + name, true));
        if (before != null)
            mistakes.add(new Mistake(
                    variable,
                    source + " " + name,
                    "it stands there under another spelling too",
                    "Remove one of them."));
    }

    private void put(String path, String text) {
        Matcher key = KEY_WITH_ID.matcher(path);
        if (key.matches()) {
            JsonObject provider = table(new ArrayDeque<>(List.of("providers", key.group(1))));
            if (!(provider.getValue("keys") instanceof JsonArray)) provider.put("keys", new JsonArray());
            provider.getJsonArray("keys")
                    .add(new JsonObject().put("id", key.group(2)).put("secret", text));
            return;
        }
        Deque<String> parts = new ArrayDeque<>(Arrays.asList(path.split("\\.")));
        String last = parts.removeLast();
        table(parts).put(last, text);
    }

    private JsonObject table(Deque<String> parts) {
        JsonObject table = tree;
        for (String part : parts) {
            if (!(table.getValue(part) instanceof JsonObject)) table.put(part, new JsonObject());
            table = table.getJsonObject(part);
        }
        return table;
    }

    private static boolean isPath(String path) {
        return (path.startsWith(PROVIDERS) && path.length() > PROVIDERS.length()) || FileSource.isSetting(path);
    }

    private static String path(String name) {
        return name.replace('/', '.');
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
