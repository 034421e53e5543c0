package io.keywheel.records;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where records and audit survive. No call waits; stages end within two seconds, with {@link StoreUnavailable} where it was not done. */
public interface RecordStore {

    /** What goes in together, or not at all. */
    record Writing(List<StoredRecord> records, List<AuditEntry> audit) {
        public Writing {
            records = List.copyOf(records);
            audit = List.copyOf(audit);
        }

        public static Writing of(List<StoredRecord> records) {
            return new Writing(records, List.of());
        }
    }

    /** What was written, once it is safe: the lines of the audit, and what the store had that was newer than what came. */
    record Written(List<AuditLine> lines, List<StoredRecord> newerThere) {}

    /**
     * All that the store holds.
     *
     * @param unreadable names of rows that are no records: somebody else wrote them
     * @param lastSeen when somebody last wrote to it before this process did, to the minute, in milliseconds since 1970; 0 for a new one
     */
    record Loaded(List<StoredRecord> records, List<String> unreadable, long lastSeen) {

        /** Whether it was away for so long that others have forgotten what was removed: then theirs counts, where there are others. */
        public boolean isTooOldToBelieve(long now) {
            return lastSeen > 0 && now - lastSeen > Replica.TOMBSTONES_STAY.toMillis();
        }
    }

    CompletionStage<Loaded> load();

    /** Puts each record where the order says that it is newer. What was handed in earlier is written no later. */
    CompletionStage<Written> write(Writing writing);

    /** Holds these records from now on and no others. */
    CompletionStage<Void> adopt(Collection<StoredRecord> records);

    /** Drops tombstones from before {@code before}. */
    CompletionStage<Void> forget(long before);

    /** False from a call that failed until one goes through; it is tried each second. */
    boolean isWell();

    /** Runs it whenever the store can be reached again, the first time included. */
    void onWell(Runnable listener);
}
