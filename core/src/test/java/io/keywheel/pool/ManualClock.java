package io.keywheel.pool;

import java.time.Instant;
import java.time.InstantSource;

/** Time that a test turns. */
final class ManualClock implements InstantSource {
    private long millis = 1_000_000;

    @Override
    public long millis() {
        return millis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis);
    }

    void pass(long more) {
        millis += more;
    }
}
