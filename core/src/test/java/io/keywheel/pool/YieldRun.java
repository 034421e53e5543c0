package io.keywheel.pool;

import java.util.Locale;

/**
 * One run of a case.
 *
 * @param load arrivals as a multiple of what the limits allow
 * @param patience seconds that callers wait
 * @param members of the cluster, behind a client that asks one after the other
 */
record YieldRun(YieldCase of, double load, double patience, int members, Policy policy, long seed) {

    static YieldRun of(YieldCase of, double load) {
        return new YieldRun(of, load, 0, 1, Policy.STICKY, 1);
    }

    YieldRun patience(double seconds) {
        return new YieldRun(of, load, seconds, members, policy, seed);
    }

    YieldRun members(int count) {
        return new YieldRun(of, load, patience, count, policy, seed);
    }

    YieldRun policy(Policy other) {
        return new YieldRun(of, load, patience, members, other, seed);
    }

    YieldRun seed(long other) {
        return new YieldRun(of, load, patience, members, policy, other);
    }

    boolean tellsHeaders() {
        return of.world().answering().headers();
    }

    boolean isBurst() {
        return of.traffic().burst() > 0;
    }

    /** As in {@code org x3, patience 10, 3 members, no headers}. */
    String title() {
        return of.name()
                + (isBurst() ? "" : String.format(Locale.ROOT, " x%.1f", load))
                + (patience > 0 ? String.format(Locale.ROOT, ", patience %.0f", patience) : "")
                + (members > 1 ? ", " + members + " members" : "")
                + (tellsHeaders() ? "" : ", no headers");
    }
}
