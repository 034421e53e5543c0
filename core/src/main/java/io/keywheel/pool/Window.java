package io.keywheel.pool;

/**
 * The fixed window of a limit, of which one knows the end within an interval at best: answers that speak of the same window narrow it.
 * Times are pool milliseconds; {@link #NEVER} where the end is not known.
 */
final class Window {
    static final long NEVER = Long.MAX_VALUE;

    /** After the last possible end, so that a clock's grain does not cost a refusal. */
    static final long AFTER_END = 8;

    /** Resets are printed in steps of up to 10 ms, rounded either way. */
    private static final long GRAIN = 6;

    /** Two ends that are closer are one, told badly. */
    private static final long SHORTEST_PERIOD = 100;

    private final Usual usual;
    private long endEarly = NEVER;
    private long endLate = NEVER;
    private long period = NEVER;
    private long lastEarly = NEVER;
    private long lastLate = NEVER;
    private double sinceEnd;

    /** @param usual what the pool's other limits of this kind turned out to be */
    Window(Usual usual) {
        this.usual = usual;
    }

    boolean isKnown() {
        return endLate != NEVER;
    }

    boolean hasPeriod() {
        return period != NEVER;
    }

    long period() {
        return period;
    }

    long endEarly() {
        return endEarly;
    }

    long endLate() {
        return endLate;
    }

    /** When the limit is whole again, for sure. */
    long opensAt() {
        return endLate == NEVER ? NEVER : endLate + AFTER_END;
    }

    void charged(double cost, long now) {
        if (now >= endEarly) sinceEnd += cost;
    }

    void gaveBack(double cost) {
        sinceEnd = Math.max(0, sinceEnd - cost);
    }

    /** What was sent since the last end, and may count in the window after it. */
    double sinceEnd() {
        return sinceEnd;
    }

    /** An answer's reset. False where the window that it speaks of may be over by now. */
    boolean resets(long millis, long sentAt, long now) {
        long early = sentAt + millis - GRAIN;
        long late = now + millis + GRAIN;
        if (early <= now) return false;
        if (isKnown() && early <= endLate && late >= endEarly) {
            endEarly = Math.max(endEarly, early);
            endLate = Math.min(endLate, late);
            sinceEnd = 0;
            return true;
        }
        starts(early, late, now);
        return true;
    }

    /** A refusal's wait, which some round down. */
    void opensAfter(long wait, long sentAt, long now) {
        long early = sentAt + wait - GRAIN;
        long late = now + wait;
        if (isKnown() && early <= endLate && late >= endEarly) return;
        starts(early, late, now);
    }

    /** What another member knows of it. */
    void adopt(long early, long late, long toldPeriod) {
        endEarly = early;
        endLate = late;
        period = Math.min(period, toldPeriod);
    }

    private void starts(long early, long late, long now) {
        // Two ends tell the period where the first had passed; the shortest is it, since windows may pass unseen.
        if (lastEarly <= now) learnPeriod((early + late - lastEarly - lastLate) / 2);
        lastEarly = early;
        lastLate = late;
        endEarly = early;
        endLate = late;
        sinceEnd = 0;
    }

    private void learnPeriod(long seen) {
        if (seen < SHORTEST_PERIOD) return;
        if (period == NEVER || seen < 0.9 * period) period = seen;
        else if (seen < 1.1 * period) period = (3 * period + seen) / 4;
        usual.learnPeriod(period);
    }

    /** Between two ends that were seen several windows may have passed: the others' period tells. */
    private void heedOthers() {
        long shortest = usual.period();
        if (shortest == NEVER) return;
        double windows = period == NEVER ? 0 : (double) period / shortest;
        boolean several = windows > 1.5 && Math.abs(windows - Math.rint(windows)) < 0.05;
        if (period == NEVER || several) period = shortest;
    }

    /** Whether the window has ended; if so, the next one runs from here on, with what {@link #sinceEnd} said. */
    boolean hasEnded(long now) {
        return endLate != NEVER && now >= endLate + AFTER_END;
    }

    /** Gives what counts in the new window already. */
    double next(long now) {
        double already = sinceEnd;
        heedOthers();
        if (period == NEVER) {
            endEarly = NEVER;
            endLate = NEVER;
        } else {
            long windows = 1 + (now - AFTER_END - endLate) / period;
            endEarly += windows * period;
            endLate += windows * period;
            if (windows > 1) already = 0;
        }
        sinceEnd = 0;
        return already;
    }
}
