package io.keywheel.sim;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** What a script can do to the simulated provider while it runs. Any thread may call. */
public final class Script {
    private final Ledger ledger;
    private final LongSupplier micros;
    private final Faults faults = new Faults();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private volatile LimitHeaders limitHeaders;

    Script(Ledger ledger, LongSupplier micros, LimitHeaders limitHeaders) {
        this.ledger = ledger;
        this.micros = micros;
        this.limitHeaders = limitHeaders;
    }

    /** The provider rejects the key from now on. */
    public void revoke(String keyId) {
        revoked.add(keyId);
    }

    /** Takes the rejection back. */
    public void restore(String keyId) {
        revoked.remove(keyId);
    }

    /** Leaves the organisation so many requests a minute, just used up: the next one waits for its share of the minute. */
    public void cutQuota(String organisation, int requestsPerMinute) {
        Allowance left = Allowance.bucket(Allowance.Unit.REQUESTS, requestsPerMinute, Allowance.Per.MINUTE);
        ledger.cut(organisation, left, micros.getAsLong());
    }

    /** Gives the organisation its limits back, unused. */
    public void restoreQuota(String organisation) {
        ledger.restore(organisation);
    }

    /** Plays a fault on the next requests that it hits. */
    public void play(FaultOrder order) {
        faults.play(order);
    }

    /** Every request fails with 503 until {@link #clear}. */
    public void outage() {
        play(FaultOrder.of(Fault.UNAVAILABLE));
    }

    /** Ends all scripted faults. */
    public void clear() {
        faults.clear();
    }

    /** What answers tell of the limits. */
    public void limitHeaders(LimitHeaders shown) {
        limitHeaders = shown;
    }

    LimitHeaders limitHeaders() {
        return limitHeaders;
    }

    boolean isRevoked(String keyId) {
        return revoked.contains(keyId);
    }

    Faults faults() {
        return faults;
    }
}
