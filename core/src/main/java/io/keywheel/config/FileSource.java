package io.keywheel.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A configuration file: the same settings as nested keys, turned into the texts that the environment would hold. */
final class FileSource {
    private static final Map<String, Setting<?>> BY_PATH =
            SettingTable.ALL.stream().collect(Collectors.toMap(Setting::path, s -> s));
    private static final String PROVIDERS = "providers";
    private static final String FILE = "File";
    private static final Pattern SHORT_KEY = Pattern.compile("[A-Za-z0-9_.-]{1,24}");

    private final String file;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final List<Mistake> mistakes = new ArrayList<>();

    private FileSource(String file) {
        this.file = file;
    }

    static Contents read(JsonObject tree, String file) {
        FileSource source = new FileSource(file);
        source.walk(tree, "");
        return new Contents(source.values, source.mistakes);
    }

    private void walk(JsonObject tree, String prefix) {
        for (String key : tree.fieldNames()) {
            String path = prefix + key;
            Object value = tree.getValue(key);
            Setting<?> setting = BY_PATH.get(path);
            Setting<?> fromFile = path.endsWith(FILE) ? BY_PATH.get(withoutFile(path)) : null;
            if (path.equals(PROVIDERS)) tables(path, value).forEach(this::provider);
            else if (setting != null) leaf(setting, setting.name(), path, value);
            else if (fromFile != null && fromFile.secret()) leaf(fromFile, fromFile.name() + Setting.FILE, path, value);
            else if (value instanceof JsonObject table && isTable(path)) walk(table, path + ".");
            else unknown(prefix + shown(key));
        }
    }

    private static boolean isTable(String path) {
        return BY_PATH.keySet().stream().anyMatch(known -> known.startsWith(path + "."));
    }

    private Map<String, JsonObject> tables(String path, @Nullable Object value) {
        Map<String, JsonObject> tables = new LinkedHashMap<>();
        if (!(value instanceof JsonObject all)) return wants(path, "a table: providers.groq.apiKey", tables);
        for (String key : all.fieldNames()) {
            if (all.getValue(key) instanceof JsonObject table) tables.put(key, table);
            else wants(path, "a table for each provider: providers.groq.apiKey", tables);
        }
        return tables;
    }

    private void provider(String written, JsonObject table) {
        String path = PROVIDERS + "." + shown(written);
        try {
            ProviderSettings settings = ProviderSettings.of(ProviderSettings.name(written));
            for (String key : table.fieldNames()) providerKey(settings, key, path + "." + key, table.getValue(key));
        } catch (Unfit e) {
            mistakes.add(new Mistake(path, file, e.reason(), e.mend()));
        }
    }

    private void providerKey(ProviderSettings settings, String key, String path, @Nullable Object value) {
        for (Setting<?> setting : settings.all()) {
            String known = setting.path().substring(setting.path().lastIndexOf('.') + 1);
            boolean byFile = setting.secret() && key.equals(known + FILE);
            if (!byFile && !key.equals(known)) continue;
            leaf(setting, byFile ? setting.name() + Setting.FILE : setting.name(), path, value);
            return;
        }
        unknown(path.substring(0, path.length() - key.length()) + shown(key));
    }

    private void leaf(Setting<?> setting, String name, String path, @Nullable Object value) {
        String text = text(setting, path, value);
        if (!text.isBlank()) values.put(name, new Value(text.strip(), file, file + " " + path));
    }

    private String text(Setting<?> setting, String path, @Nullable Object value) {
        if (value == null) return "";
        if (value instanceof String text) return text;
        if (value instanceof JsonArray list) return joined(setting, path, list);
        if (value instanceof JsonObject table) return route(setting, path, table);
        if (!setting.secret()) return value.toString();
        // 0123 and 1e9 are no longer what was written.
        mistakes.add(new Mistake(path, file, "it was read as a number or a date", "Put quotes round it."));
        return "";
    }

    private String joined(Setting<?> setting, String path, JsonArray list) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) parts.add(text(setting, path, list.getValue(i)));
        return String.join(",", parts);
    }

    private String route(Setting<?> setting, String path, JsonObject table) {
        boolean route = setting.equals(SettingTable.ROUTES)
                && table.size() == 2
                && table.getValue("models") instanceof String
                && table.getValue("provider") instanceof String;
        if (route) return table.getString("models") + "=" + table.getString("provider");
        return wants(path, setting.equals(SettingTable.ROUTES) ? "entries with models and provider" : "one value", "");
    }

    private <T> T wants(String path, String what, T instead) {
        mistakes.add(new Mistake(path, file, "it wants " + what, "See .env.example for the settings."));
        return instead;
    }

    private void unknown(String path) {
        mistakes.add(KnownNames.unknownPath(path, file));
    }

    /** Where a space is forgotten a secret becomes a key. */
    private static String shown(String key) {
        return SHORT_KEY.matcher(key).matches() ? key : "…";
    }

    private static String withoutFile(String path) {
        return path.substring(0, path.length() - FILE.length());
    }
}
