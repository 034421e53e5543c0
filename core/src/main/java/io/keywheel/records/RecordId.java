package io.keywheel.records;

import java.util.Comparator;

/** Names one record: ids are unique within a kind. */
public record RecordId(Kind kind, String id) implements Comparable<RecordId> {
    private static final Comparator<RecordId> ORDER =
            Comparator.comparing(RecordId::kind).thenComparing(RecordId::id);

    public RecordId {
        if (id.isBlank() || id.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException("a record has an id of visible letters");
    }

    @Override
    public int compareTo(RecordId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind + " " + id;
    }
}
