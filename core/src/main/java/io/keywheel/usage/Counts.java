package io.keywheel.usage;

/** What was counted of one cell, or of several together. Belongs to one thread. */
final class Counts {
    long attempts;

    /** Requests that ended so. */
    long requests;

    /** Attempts that were not their request's first. */
    long failovers;

    long input;
    long output;

    /** When it was last counted. */
    long lastAt;

    /** By {@link Latencies}; never changed in place. */
    int[] latencies = Latencies.NONE;

    static Counts copy(Counts of) {
        Counts copy = new Counts();
        copy.add(of);
        return copy;
    }

    void add(Counts other) {
        addTimes(1, other);
        lastAt = Math.max(lastAt, other.lastAt);
    }

    /** Takes back what was added; when it was last counted stays. */
    void subtract(Counts other) {
        addTimes(-1, other);
    }

    private void addTimes(int times, Counts other) {
        attempts += times * other.attempts;
        requests += times * other.requests;
        failovers += times * other.failovers;
        input += times * other.input;
        output += times * other.output;
        latencies = Latencies.sum(latencies, other.latencies, times);
    }

    boolean isNothing() {
        return attempts == 0 && requests == 0;
    }
}
