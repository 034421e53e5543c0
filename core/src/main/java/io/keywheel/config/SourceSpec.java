package io.keywheel.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A further source as people describe it.
 *
 * @param texts what was said of it, by the names of its fields
 * @param every how often it is asked; zero: only when all are
 * @param optional whether to start without it, whatever is wrong with it
 */
record SourceSpec(SourceKind kind, String name, Map<String, String> texts, Duration every, boolean optional) {

    Optional<String> find(Field<String> field) {
        return Optional.ofNullable(texts.get(field.name()));
    }

    /** What a source of its kind is always told. */
    String get(Field<String> field) {
        return find(field).orElse("");
    }

    /** Where it is, for people. */
    String place() {
        String where = find(SourceFields.URL).or(() -> find(SourceFields.PATH)).orElse("");
        int query = where.indexOf('?');
        String shown = query < 0 ? where : where.substring(0, query);
        String inside = find(SourceFields.KEY)
                .or(() -> find(SourceFields.PATH).filter(path -> texts.containsKey("url")))
                .orElse("");
        return inside.isEmpty() ? shown : shown.isEmpty() ? inside : shown + " " + inside;
    }

    /** Its texts may be secrets. */
    @Override
    public String toString() {
        return "SourceSpec[" + kind.word() + " " + name + "]";
    }
}
