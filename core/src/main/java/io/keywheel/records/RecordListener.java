package io.keywheel.records;

/** Hears what stands, in order and after it stands. It must be quick, must not wait, and must not change records from here. */
public interface RecordListener {

    /** This version stands now; it may be a tombstone. */
    void stands(StoredRecord record);

    /** A change was lost to one that the order puts above it. */
    default void lost(Conflict conflict) {}

    /** The record is not known here any more, as where the state of others was taken over. */
    default void forgotten(RecordId id) {}
}
