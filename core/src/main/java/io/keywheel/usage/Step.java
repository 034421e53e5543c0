package io.keywheel.usage;

import java.time.Duration;

/** How finely counts are kept, and for how long. */
public enum Step {
    MINUTE(Duration.ofMinutes(1), Duration.ofHours(6)),
    TEN_MINUTES(Duration.ofMinutes(10), Duration.ofDays(7)),
    HOUR(Duration.ofHours(1), Duration.ofDays(90));

    private final long millis;
    private final long kept;

    Step(Duration length, Duration kept) {
        this.millis = length.toMillis();
        this.kept = kept.toMillis();
    }

    public long millis() {
        return millis;
    }

    /** How long such rows stay. */
    long kept() {
        return kept;
    }

    /** When the row of {@code at} begins. */
    long floor(long at) {
        return floor(at, millis);
    }

    static long floor(long at, long millis) {
        return Math.floorDiv(at, millis) * millis;
    }

    /** What rows of this step are made of. */
    Step finer() {
        return this == HOUR ? TEN_MINUTES : MINUTE;
    }
}
