package io.keywheel.pool;

/**
 * One run of a case.
 *
 * @param load arrivals as a multiple of what the limits allow
 * @param patience seconds that callers wait
 * @param members of the cluster, behind a client that asks one after the other
 */
record YieldRun(YieldCase of, double load, double patience, int members, long seed) {

    static YieldRun of(YieldCase of, double load) {
        return new YieldRun(of, load, 0, 1, 1);
    }

    YieldRun patience(double seconds) {
        return new YieldRun(of, load, seconds, members, seed);
    }

    YieldRun members(int count) {
        return new YieldRun(of, load, patience, count, seed);
    }

    YieldRun seed(long other) {
        return new YieldRun(of, load, patience, members, other);
    }
}
