package io.keywheel.pool;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The right to make one upstream call with one key. Taken from the pool, settled exactly once. */
public final class Lease implements Acquired {
    /** What a request is sent for beside its caller. */
    enum Errand {
        NONE,
        /** To find out what only guesses speak against. */
        ASK,
        /** To find out whether two keys share a quota. */
        TEST_LINK
    }

    private final KeyPool pool;
    private final Lane lane;
    private final Place place;
    private final PoolKey key;
    private final Demand demand;
    private final Receipt receipt;
    private final Errand errand;
    private final AtomicBoolean settled = new AtomicBoolean();
    private Usage usage = Usage.NONE;
    private List<Observation> kept = List.of();

    Lease(KeyPool pool, Lane lane, Place place, Demand demand, Receipt receipt, Errand errand) {
        this.pool = pool;
        this.lane = lane;
        this.place = place;
        this.key = place.key;
        this.demand = demand;
        this.receipt = receipt;
        this.errand = errand;
    }

    public PoolKey key() {
        return key;
    }

    /** What the answer's head says of the limits, be it nothing; told as soon as the head is there. */
    public void observed(List<Observation> told) {
        // Whose figures a test of a link tells is known when it has ended.
        if (errand == Errand.TEST_LINK) kept = told;
        else pool.observed(this, told);
    }

    /** Whose quota the answer's head speaks of; told where it says so. */
    public void answeredFor(Account account) {
        if (!account.isEmpty()) pool.answeredFor(this, account);
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

    Place place() {
        return place;
    }

    Demand demand() {
        return demand;
    }

    Receipt receipt() {
        return receipt;
    }

    List<Observation> kept() {
        return kept;
    }

    Errand errand() {
        return errand;
    }

    /** When it was taken, in pool milliseconds. */
    public long takenAt() {
        return receipt.sentAt();
    }
}
