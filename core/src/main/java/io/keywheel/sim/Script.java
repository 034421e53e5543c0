package io.keywheel.sim;

import java.util.function.LongSupplier;

/** What a script can do to the simulated provider while it runs. Any thread may call. */
public final class Script {
    private final Ledger ledger;
    private final Condition condition;
    private final LongSupplier micros;

    Script(Ledger ledger, Condition condition, LongSupplier micros) {
        this.ledger = ledger;
        this.condition = condition;
        this.micros = micros;
    }

    /** The provider rejects the key from now on. */
    public void revoke(String keyId) {
        condition.revoked(keyId, true);
    }

    /** Takes the rejection back. */
    public void restore(String keyId) {
        condition.revoked(keyId, false);
    }

    /** The key may not use the model from now on. */
    public void forbid(String keyId, String model) {
        condition.forbidden(keyId, model, true);
    }

    public void allow(String keyId, String model) {
        condition.forbidden(keyId, model, false);
    }

    /** Leaves the organisation so many requests a minute, just used up: the next one waits for its share of the minute. */
    public void cutQuota(String organisation, int requestsPerMinute) {
        cutQuota(organisation, Allowance.bucket(Allowance.Unit.REQUESTS, requestsPerMinute, Allowance.Per.MINUTE));
    }

    /** Leaves the organisation this, just used up, in place of what it had under the same words. */
    public void cutQuota(String organisation, Allowance left) {
        ledger.cut(organisation, left, micros.getAsLong());
    }

    /** Gives the organisation its limits back, unused. */
    public void restoreQuota(String organisation) {
        ledger.restore(organisation);
    }

    /** Plays a fault on the next requests that it hits. */
    public void play(FaultOrder order) {
        condition.faults().play(order);
    }

    /** Every request fails with 503 until {@link #clear}. */
    public void outage() {
        play(FaultOrder.of(Fault.UNAVAILABLE));
    }

    /** Ends all scripted faults. */
    public void clear() {
        condition.faults().clear();
    }

    /** Which limits the headers speak of from now on. */
    public void limitHeaders(LimitHeaders shown) {
        condition.candour(condition.candour().with(shown));
    }

    /** What answers tell from now on. */
    public void candour(Candour candour) {
        condition.candour(candour);
    }
}
