package io.keywheel.cluster;

import java.util.concurrent.TimeUnit;

/**
 * What one member has taken of a limit so far. Times in milliseconds, cluster time in the map.
 *
 * @param run tells one run of the member from the next, whose total begins at 0
 * @param number counts what was said of this limit in this run, from 1
 * @param total all that was taken in this run
 * @param since what the total grew by was taken after this
 * @param at and before this
 */
record Spent(long run, long number, double total, long since, long at) {
    /** How long the last word of a member that says no more is kept. */
    static final long KEPT_MILLIS = TimeUnit.MINUTES.toMillis(10);

    /** Whether it was said before, or at the same time. */
    boolean isNoNewsAfter(Spent other) {
        return run == other.run && number <= other.number;
    }

    /** The same by another clock. */
    Spent shifted(long millis) {
        return new Spent(run, number, total, since + millis, at + millis);
    }
}
