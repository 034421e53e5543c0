package io.keywheel.usage;

import io.keywheel.pool.Tally;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * What is counted in the running minute. Any thread may count; nobody waits. One array rather than an adder for each number: the few
 * event loops seldom meet in one cell, and there are thousands of cells.
 */
final class Cell {
    private static final int ATTEMPTS = 0;
    private static final int REQUESTS = 1;
    private static final int FAILOVERS = 2;
    private static final int INPUT = 3;
    private static final int OUTPUT = 4;
    private static final int LAST_AT = 5;

    private final AtomicLongArray sums = new AtomicLongArray(LAST_AT + 1);
    private final @Nullable AtomicIntegerArray latencies;

    /** @param timed whether heads are measured: a refusal comes fast and says nothing of the provider's pace */
    Cell(boolean timed) {
        latencies = timed ? new AtomicIntegerArray(Latencies.BUCKETS) : null;
    }

    void attempted(Tally.Attempted attempt, long now) {
        sums.getAndIncrement(ATTEMPTS);
        if (attempt.number() > 1) sums.getAndIncrement(FAILOVERS);
        if (!attempt.usage().isNone()) {
            sums.getAndAdd(INPUT, attempt.usage().input());
            sums.getAndAdd(OUTPUT, attempt.usage().output());
        }
        if (latencies != null && attempt.headMillis() >= 0)
            latencies.getAndIncrement(Latencies.bucket(attempt.headMillis()));
        sums.setRelease(LAST_AT, now);
    }

    void over() {
        sums.getAndIncrement(REQUESTS);
    }

    Counts read() {
        Counts read = new Counts();
        read.attempts = sums.get(ATTEMPTS);
        read.requests = sums.get(REQUESTS);
        read.failovers = sums.get(FAILOVERS);
        read.input = sums.get(INPUT);
        read.output = sums.get(OUTPUT);
        read.lastAt = sums.get(LAST_AT);
        if (latencies != null) read.latencies = read(latencies);
        return read;
    }

    private static int[] read(AtomicIntegerArray latencies) {
        int[] pairs = new int[2 * Latencies.BUCKETS];
        int size = 0;
        for (int bucket = 0; bucket < Latencies.BUCKETS; bucket++) {
            int count = latencies.get(bucket);
            if (count == 0) continue;
            pairs[size++] = bucket;
            pairs[size++] = count;
        }
        return Arrays.copyOf(pairs, size);
    }
}
