package io.keywheel.pool;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The right to make one upstream call with one key. Taken from the pool, settled exactly once. */
public final class Lease implements Acquired {
    private final KeyPool pool;
    private final Lane lane;
    private final Lane.Place place;
    private final Demand demand;
    private final long takenAt;
    private final Quota.Receipt receipt;
    private Usage usage = Usage.NONE;
    private final AtomicBoolean settled = new AtomicBoolean();

    Lease(KeyPool pool, Lane lane, Lane.Place place, Demand demand, Quota.Receipt receipt) {
        this.pool = pool;
        this.lane = lane;
        this.place = place;
        this.demand = demand;
        this.receipt = receipt;
        this.takenAt = receipt.sentAt();
    }

    public PoolKey key() {
        return place.key;
    }

    /** What the answer's headers say of the limits; told before the lease is settled. */
    public void observed(List<Observation> told) {
        if (!told.isEmpty()) pool.observed(this, told);
    }

    /** What the answer was billed, where it says so; told before the lease is settled, at most once. */
    public void used(Usage billed) {
        usage = billed;
    }

    /** What was told of it; {@link Usage#NONE} where nothing was. */
    public Usage usage() {
        return usage;
    }

    /** Ends the lease with what the attempt came to. A second settling is a bug and says so. */
    public void settle(Verdict verdict) {
        if (!settled.compareAndSet(false, true)) {
            throw new IllegalStateException("the lease of key " + key().id() + " is settled already");
        }
        pool.settle(this, verdict);
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

    Quota.Receipt receipt() {
        return receipt;
    }

    long takenAt() {
        return takenAt;
    }
}
