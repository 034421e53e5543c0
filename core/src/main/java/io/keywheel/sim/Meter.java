package io.keywheel.sim;

import io.keywheel.sim.Allowance.Refill;

/**
 * How much of an allowance is used. Pure and exact: times are microseconds since the provider began, and what is used is counted in
 * units × microseconds of the period, so that nothing is ever rounded but what is shown.
 *
 * @param phase how much of a window had passed when the provider began
 * @param level what was used at {@code at}, times the period
 */
record Meter(Allowance allowance, long phase, long level, long at) {

    static Meter empty(Allowance allowance, long phase, long now) {
        return new Meter(allowance, phase, 0, now);
    }

    static Meter empty(Allowance allowance, long now) {
        return empty(allowance, 0, now);
    }

    /** As after a burst that took all there is. */
    static Meter drained(Allowance allowance, long now) {
        return new Meter(allowance, 0, allowance.limit() * period(allowance), now);
    }

    /** What is used, rounded up to whole units as the provider shows it. */
    long used(long now) {
        return divideUp(levelAt(now), period(allowance));
    }

    long remaining(long now) {
        return allowance.limit() - used(now);
    }

    /** Whether no wait would ever help. */
    boolean canNeverTake(long units) {
        return units > allowance.limit();
    }

    /** How long until {@code units} more fit: the first microsecond that admits them, 0 if they fit now. */
    long waitFor(long units, long now) {
        long over = levelAt(now) + units * period(allowance) - allowance.limit() * period(allowance);
        if (over <= 0) return 0;
        return allowance.refill() == Refill.BUCKET ? divideUp(over, allowance.limit()) : endOfWindow(now) - now;
    }

    /** How long until nothing is used any more. */
    long untilFresh(long now) {
        long level = levelAt(now);
        if (level == 0) return 0;
        return allowance.refill() == Refill.BUCKET ? divideUp(level, allowance.limit()) : endOfWindow(now) - now;
    }

    Meter take(long units, long now) {
        return new Meter(allowance, phase, levelAt(now) + units * period(allowance), now);
    }

    /** Gives units back that were taken at {@code takenAt} and not needed; those of a window that is over are gone. */
    Meter giveBack(long units, long takenAt, long now) {
        if (allowance.refill() == Refill.WINDOW && endOfWindow(takenAt) <= now) return this;
        return new Meter(allowance, phase, Math.max(0, levelAt(now) - units * period(allowance)), now);
    }

    private long levelAt(long now) {
        if (now - at >= period(allowance)) return 0;
        if (allowance.refill() == Refill.WINDOW) return endOfWindow(at) <= now ? 0 : level;
        return Math.max(0, level - allowance.limit() * (now - at));
    }

    private long endOfWindow(long time) {
        return (Math.floorDiv(time + phase, period(allowance)) + 1) * period(allowance) - phase;
    }

    private static long divideUp(long value, long by) {
        return -Math.floorDiv(-value, by);
    }

    private static long period(Allowance allowance) {
        return allowance.per().micros();
    }
}
