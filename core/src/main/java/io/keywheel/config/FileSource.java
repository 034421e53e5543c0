package io.keywheel.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A configuration file: the same settings as nested keys, turned into the texts that the environment would hold. */
final class FileSource {
    private static final Map<String, Place> PLACES = places(SettingTable.ALL);
    private static final String PROVIDERS = "providers";
    private static final Pattern SHORT_KEY = Pattern.compile("[A-Za-z0-9_.-]{1,24}");

    /** What stands at a path: a setting, under its own name or its file's. */
    private record Place(Setting<?> setting, String name) {}

    private final String file;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final List<Mistake> mistakes = new ArrayList<>();
    private final Set<String> providers = new HashSet<>();

    private FileSource(String file) {
        this.file = file;
    }

    static Contents read(JsonObject tree, String file) {
        FileSource source = new FileSource(file);
        source.walk(tree, "");
        return new Contents(source.values, source.mistakes);
    }

    private static Map<String, Place> places(Collection<? extends Setting<?>> settings) {
        Map<String, Place> places = new HashMap<>();
        for (Setting<?> setting : settings) {
            places.put(setting.path(), new Place(setting, setting.name()));
            if (setting.secret()) places.put(setting.filePath(), new Place(setting, setting.fileName()));
        }
        return places;
    }

    private void walk(JsonObject tree, String prefix) {
        for (String key : tree.fieldNames()) {
            String path = prefix + key;
            Object value = tree.getValue(key);
            Place place = PLACES.get(path);
            if (path.equals(SourceFields.LIST.path())) entries(SourceFields.LIST, value);
            else if (path.equals(PROVIDERS)) tables(path, value).forEach(this::provider);
            else if (place != null) leaf(place, path, value);
            else if (value instanceof JsonObject table && isTable(path)) walk(table, path + ".");
            else unknown(prefix + shown(key));
        }
    }

    /** Whether a setting stands at that path; those of providers are not asked for. */
    static boolean isSetting(String path) {
        return PLACES.containsKey(path);
    }

    private static boolean isTable(String path) {
        return PLACES.keySet().stream().anyMatch(known -> known.startsWith(path + "."));
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
            if (!providers.add(settings.provider()))
                throw new Unfit("this provider is there under another spelling too", "Put both together.");
            for (String key : table.fieldNames()) providerKey(settings, key, path + "." + key, table.getValue(key));
        } catch (Unfit e) {
            mistakes.add(new Mistake(path, file, e.reason(), e.mend()));
        }
    }

    private void providerKey(ProviderSettings settings, String key, String path, @Nullable Object value) {
        String known = PROVIDERS + "." + settings.provider() + "." + key;
        Place place = places(settings.all()).get(known);
        Optional<EntryList> list = settings.lists().stream()
                .filter(each -> each.path().equals(known))
                .findFirst();
        if (place != null) leaf(place, path, value);
        else if (list.isPresent()) entries(list.get(), value);
        else unknown(path.substring(0, path.length() - key.length()) + shown(key));
    }

    private void entries(EntryList list, @Nullable Object value) {
        if (value instanceof JsonArray all)
            for (int i = 0; i < all.size(); i++) entry(list, list.entry(i + 1), all.getValue(i));
        else if (value != null) mistakes.add(new Mistake(list.path(), file, "it is no list of tables", list.mend()));
    }

    private void entry(EntryList list, Entry entry, @Nullable Object value) {
        if (!(value instanceof JsonObject table) || isEmpty(table)) {
            mistakes.add(new Mistake(entry.path(), file, "it is no table, or says nothing", list.mend()));
            return;
        }
        Map<String, Place> places = places(list.fields().stream().map(entry::at).toList());
        for (String key : table.fieldNames()) {
            Place place = places.get(entry.path() + "." + key);
            if (place != null) leaf(place, place.setting.path(), table.getValue(key));
            else mistakes.add(KnownNames.unknownField(entry, shown(key), list, file));
        }
    }

    private static boolean isEmpty(JsonObject table) {
        return table.stream()
                .allMatch(field ->
                        field.getValue() == null || field.getValue().toString().isBlank());
    }

    private void leaf(Place place, String path, @Nullable Object value) {
        String text = text(place.setting, path, value);
        String origin = place.setting.onlyInFile() ? file : file + " " + path;
        if (!text.isBlank()) values.put(place.name, new Value(text.strip(), file, origin));
    }

    private String text(Setting<?> setting, String path, @Nullable Object value) {
        if (value == null) return "";
        if (value instanceof String text) return text;
        if (value instanceof JsonArray list && !setting.onlyInFile()) return joined(setting, path, list);
        if (value instanceof JsonObject table) return route(setting, path, table);
        if (value instanceof JsonArray) return wants(path, "one value", "");
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
}
