package io.keywheel.records;

import java.util.List;

/** What whoever asked for a change is told. */
public sealed interface Acknowledgement {

    /**
     * It stands.
     *
     * @param durable whether it is safe on a disk; where not, it is written as soon as the store is there again
     * @param unconfirmed members that may not know of it yet
     */
    record Applied(StoredRecord record, boolean durable, List<String> unconfirmed) implements Acknowledgement {
        public Applied {
            unconfirmed = List.copyOf(unconfirmed);
        }
    }

    /** Nothing was changed, since what stands does not allow it. */
    record Refused(Decision why) implements Acknowledgement {}

    /** Nothing was changed, since it could not be kept. */
    record Unavailable() implements Acknowledgement {}
}
