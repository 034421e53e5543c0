package io.keywheel.cluster;

import io.keywheel.pool.BudgetState;
import io.keywheel.pool.Rest;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Translates between the cluster's time, which stands in the maps, and this node's pool time. The difference is held still while it
 * moves by no more than reading two clocks does, so that a rest comes back from the cluster as it was told.
 */
final class ClusterTime {
    private static final long STILL_MILLIS = 25;
    private static final int TRIES = 3;

    private final LongSupplier cluster;
    private final InstantSource pool;
    private volatile long ahead;

    ClusterTime(LongSupplier cluster, InstantSource pool) {
        this.cluster = cluster;
        this.pool = pool;
        this.ahead = difference();
    }

    /** Cluster time in milliseconds. */
    long now() {
        return pool.millis() + ahead();
    }

    Rest toCluster(Rest rest) {
        return rest.shifted(ahead());
    }

    Rest toPool(Rest rest) {
        return rest.shifted(-ahead());
    }

    BudgetState toCluster(BudgetState told) {
        return told.shifted(ahead());
    }

    BudgetState toPool(BudgetState told) {
        return told.shifted(-ahead());
    }

    Spent toCluster(Spent spent) {
        return spent.shifted(ahead());
    }

    Spent toPool(Spent spent) {
        return spent.shifted(-ahead());
    }

    private long ahead() {
        long fresh = difference();
        if (Math.abs(fresh - ahead) > STILL_MILLIS) ahead = fresh;
        return ahead;
    }

    /** Read again where time passed in between: a pause is no difference. */
    private long difference() {
        long difference = 0;
        for (int i = 0; i < TRIES; i++) {
            long before = pool.millis();
            difference = cluster.getAsLong() - before;
            if (pool.millis() - before <= 1) break;
        }
        return difference;
    }
}
