package io.keywheel.records;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The records of the pool, alone or together. No call waits. */
public interface Records {

    /** What stands of this id, be it a tombstone: a change is made for it. */
    Optional<StoredRecord> get(RecordId id);

    /** The records of a kind, without the removed ones, by id. */
    List<StoredRecord> all(Kind kind);

    /** Makes the change, and tells what came of it when that is certain. */
    CompletionStage<Acknowledgement> change(AuditedChange change);

    /** Makes many changes at the cost of one, each for itself: what is refused of them does not keep the others back. */
    CompletionStage<List<Acknowledgement>> changeAll(List<AuditedChange> changes);

    /** Tells the listener what stands already, then everything that comes. */
    void listen(RecordListener listener);

    /** A number for what stands, equal on members that know the same. */
    long digest();
}
