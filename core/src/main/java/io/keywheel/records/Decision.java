package io.keywheel.records;

/** What comes of a change. */
public sealed interface Decision {

    /** It is made; {@code next} stands from now on. */
    record Applied(StoredRecord next) implements Decision {}

    /** It was made for another version than the one that stands. */
    record Stale(StoredRecord current) implements Decision {}

    /** A record that is to be made is there already. */
    record Exists(StoredRecord current) implements Decision {}

    /** There is no such record, or it is removed. */
    record Missing(RecordId id) implements Decision {}

    /** The change was made before, and what it led to still stands. */
    record Repeated(StoredRecord first) implements Decision {}
}
