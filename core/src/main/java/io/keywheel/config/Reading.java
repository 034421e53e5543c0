package io.keywheel.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values on their way to settings: parses one after another and collects every mistake and every oddity. */
final class Reading {
    private final Map<String, Value> values;
    private final List<Mistake> mistakes;
    private final List<String> warnings;

    Reading(Map<String, Value> values, List<Mistake> mistakes) {
        this(values, mistakes, new ArrayList<>());
    }

    private Reading(Map<String, Value> values, List<Mistake> mistakes, List<String> warnings) {
        this.values = values;
        this.mistakes = mistakes;
        this.warnings = warnings;
    }

    /** The same over other values: mistakes and warnings come together. */
    Reading over(Map<String, Value> others) {
        return new Reading(others, mistakes, warnings);
    }

    Map<String, Value> values() {
        return values;
    }

    /** The value, else the fallback of the table; also after a mistake, to find the others. */
    <T> T get(Setting<T> setting) {
        return find(setting).orElseGet(() -> {
            if (setting.fallback() == null) throw new IllegalStateException(setting.name() + " has no fallback");
            try {
                return setting.parser().parse(setting.fallback());
            } catch (Unfit e) {
                throw new IllegalStateException("the fallback of " + setting.name() + " is unfit", e);
            }
        });
    }

    /** The value if one is set and can stand. */
    <T> Optional<T> find(Setting<T> setting) {
        Value value = values.get(setting.name());
        if (value == null) return Optional.empty();
        try {
            return Optional.of(setting.parser().parse(value.text()));
        } catch (Unfit e) {
            mistake(setting, e.reason(), e.mend());
            return Optional.empty();
        }
    }

    /** The entries of a list that the configuration file has, in order. */
    List<Entry> entries(EntryList list) {
        return list.in(values);
    }

    /** Whether the secret is set, be it by a file that cannot be read. */
    boolean isGiven(Setting<?> secret) {
        return isSet(secret) || values.containsKey(secret.fileName());
    }

    boolean isSet(Setting<?> setting) {
        return values.containsKey(setting.name());
    }

    Optional<Value> raw(Setting<?> setting) {
        return Optional.ofNullable(values.get(setting.name()));
    }

    /** Where the setting stands, for messages. */
    String origin(Setting<?> setting) {
        return raw(setting).map(Value::origin).orElse("default");
    }

    void mistake(Setting<?> setting, String reason, String mend) {
        Optional<Value> value = raw(setting);
        String origin = value.map(Value::origin).orElse("");
        String source = value.map(Value::source).orElse("");
        mistake(new Mistake(setting.name(), origin, reason, mend, source));
    }

    /** A mistake of an entry as a whole. */
    void mistake(Entry entry, String reason, String mend) {
        Optional<Value> any = values.entrySet().stream()
                .filter(each -> each.getKey().startsWith(entry.path() + "."))
                .map(Map.Entry::getValue)
                .findFirst();
        String origin = any.map(Value::origin).orElse("");
        mistake(new Mistake(
                entry.path(), origin, reason, mend, any.map(Value::source).orElse("")));
    }

    /** Told once, however often its setting is asked for. */
    private void mistake(Mistake mistake) {
        if (!mistakes.contains(mistake)) mistakes.add(mistake);
    }

    void warn(String warning) {
        if (!warnings.contains(warning)) warnings.add(warning);
    }

    List<Mistake> mistakes() {
        return mistakes;
    }

    List<String> warnings() {
        return warnings;
    }
}
