package io.keywheel.pool;

import org.jspecify.annotations.Nullable;

/** The one request that is on the way to find out what nobody knows. Guarded by the family. */
final class Asking {
    /** How long its answer is waited for. */
    private static final long ANSWER_MILLIS = 2_000;

    private @Nullable Receipt asking;
    private long askedAt;

    /** Whether nobody is on the way. */
    boolean isFree(long now) {
        return asking == null || now - askedAt > ANSWER_MILLIS;
    }

    void begin(Receipt receipt, long now) {
        asking = receipt;
        askedAt = now;
    }

    /** The provider has answered: what it said is known, so others need not wait for it. */
    void answered(Receipt receipt) {
        if (asking == receipt) asking = null;
    }
}
