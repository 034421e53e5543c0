package io.keywheel.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A list of tables in the configuration file; the environment has no words for it.
 *
 * @param path {@code providers.groq.keys}
 * @param fields what each entry may say, in the order in which people should meet it
 */
record EntryList(String path, List<Field<?>> fields) {

    /** The last part of its path. */
    String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** How people write an entry. */
    String mend() {
        return "Write each entry as in: - " + fields.get(0).name() + ": value.";
    }

    Entry entry(int number) {
        return new Entry(path + "[" + number + "]");
    }

    /** The entries of which anything is set, in order. */
    List<Entry> in(Map<String, Value> values) {
        String start = path + "[";
        return values.keySet().stream()
                .filter(name -> name.startsWith(start))
                .map(name -> Integer.valueOf(name.substring(start.length(), name.indexOf(']'))))
                .distinct()
                .sorted()
                .map(this::entry)
                .toList();
    }

    /** Everything that may be set in these entries. */
    List<Setting<?>> settings(Map<String, Value> values) {
        List<Setting<?>> settings = new ArrayList<>();
        for (Entry entry : in(values)) for (Field<?> field : fields) settings.add(entry.at(field));
        return settings;
    }
}
