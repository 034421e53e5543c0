package io.keywheel.gateway;

import io.keywheel.pool.Demand;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.Lease;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Tally;
import io.keywheel.pool.Verdict;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** One request on its way: what was asked, what has been tried, who waits. Belongs to one event loop. */
final class Exchange {

    /**
     * What the provider is asked.
     *
     * @param path what follows the base URL, with the query
     * @param model as the caller named it, empty where it named none
     */
    record Ask(HttpMethod method, String path, MultiMap headers, RequestBody body, String model) {}

    /** What is to be served: by which pool, and on what terms. */
    record Wish(Pools.Pooled pooled, Ask ask, Demand demand) {}

    private final Wish wish;
    private final Caller caller;
    private final Until until;
    private final Trail trail;
    private final Counted counted;
    private Runnable leavesQueue = () -> {};
    private @Nullable Attempt current;
    private @Nullable Attempt forbidden;
    private int attempts;
    private int failures;
    private boolean over;

    /** From when and until when a request may be tried, and until when it may wait for a key; pool time in milliseconds. */
    record Until(long now, long deadline, long patience) {}

    Exchange(Wish wish, Caller caller, Until until, Counted counted) {
        this.wish = wish;
        this.caller = caller;
        this.until = until;
        this.counted = counted;
        this.trail = new Trail(pooled().provider().name(), ask().model(), until.now());
    }

    Pools.Pooled pooled() {
        return wish.pooled();
    }

    KeyPool pool() {
        return wish.pooled().pool();
    }

    Ask ask() {
        return wish.ask();
    }

    Demand demand() {
        return wish.demand();
    }

    Caller caller() {
        return caller;
    }

    Trail trail() {
        return trail;
    }

    /** The running attempt was settled. */
    void settled(Lease lease, Outcome outcome, long headMillis) {
        counted.attempted(new Tally.Attempted(lease.key().id(), outcome, lease.usage(), attempts, headMillis));
    }

    long deadline() {
        return until.deadline();
    }

    long patienceEnd() {
        return Math.min(until.patience(), until.deadline());
    }

    /** The exchange waits for a key; {@code leave} frees its place. */
    void waits(Runnable leave) {
        leavesQueue = leave;
    }

    /** Attempts made so far, the running one included. */
    int attempts() {
        return attempts;
    }

    /** Attempts that the provider failed. */
    int failures() {
        return failures;
    }

    void begins(Attempt attempt) {
        attempts++;
        current = attempt;
    }

    void failed() {
        failures++;
    }

    /** The last answer that said "not with this key": it passes if no key may. */
    void forbidden(Attempt attempt) {
        forbidden = attempt;
    }

    @Nullable
    Attempt forbidden() {
        return forbidden;
    }

    boolean isOver() {
        return over;
    }

    /** The caller has its answer, whole or broken off. */
    void end() {
        over = true;
        counted.over();
    }

    /** The caller left: whatever runs for it is cut. */
    void abandon() {
        if (over) return;
        over = true;
        leavesQueue.run();
        if (current != null) current.cut(Verdict.callerGone());
    }

    /** Ends what runs with the key of this id. */
    void cut(String keyId) {
        if (current != null && !over && current.lease().key().id().equals(keyId)) current.hangUp();
    }

    void tick(long now) {
        if (current != null && !over) current.tick(now);
    }
}
