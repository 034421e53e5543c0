package io.keywheel;

import java.time.Instant;
import java.time.InstantSource;

/** Pool time: the wall clock when the process began, and monotonic from there, so that no correction of the clock moves a rest. */
final class PoolClock implements InstantSource {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long startMillis = System.currentTimeMillis();
    private final long startNanos = System.nanoTime();

    @Override
    public long millis() {
        return startMillis + (System.nanoTime() - startNanos) / NANOS_PER_MILLI;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }
}
