package io.keywheel.pool;

import java.util.concurrent.atomic.AtomicBoolean;

/** The right to make one upstream call with one key. Taken from the pool, settled exactly once. */
public final class Lease implements Acquired {
    private final KeyPool pool;
    private final Lane lane;
    private final Lane.Place place;
    private final Demand demand;
    private final long takenAt;
    private final AtomicBoolean settled = new AtomicBoolean();

    Lease(KeyPool pool, Lane lane, Lane.Place place, Demand demand, long takenAt) {
        this.pool = pool;
        this.lane = lane;
        this.place = place;
        this.demand = demand;
        this.takenAt = takenAt;
    }

    public PoolKey key() {
        return place.key;
    }

    /** Ends the lease with what the attempt came to. A second settling is a bug and says so. */
    public void settle(Verdict verdict) {
        if (!settled.compareAndSet(false, true)) {
            throw new IllegalStateException("the lease of key " + key().id() + " is settled already");
        }
        pool.settle(this, verdict);
    }

    public boolean isSettled() {
        return settled.get();
    }

    Lane lane() {
        return lane;
    }

    Lane.Place place() {
        return place;
    }

    Demand demand() {
        return demand;
    }

    long takenAt() {
        return takenAt;
    }
}
