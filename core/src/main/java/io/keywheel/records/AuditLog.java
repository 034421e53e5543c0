package io.keywheel.records;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** This member's audit. Stages end with {@link StoreUnavailable} where the store cannot be reached. */
public interface AuditLog {

    /** Ends when the line is safe on a disk. */
    CompletionStage<AuditLine> append(AuditEntry entry);

    /**
     * The newest first.
     *
     * @param before only lines with a smaller number; {@link Long#MAX_VALUE} for the newest
     */
    CompletionStage<List<AuditLine>> page(long before, int limit);

    /** Reads the whole chain. */
    CompletionStage<Check> verify();

    /** What the chain is like. */
    sealed interface Check {

        /** All lines are as they were written, one after the other. */
        record Sound(long lines) implements Check {}

        /** This line, or the one before it, is not what was written. */
        record Broken(long seq) implements Check {}
    }
}
