package io.keywheel.cluster;

import io.keywheel.pool.KeyPool;
import io.keywheel.pool.Rest;
import java.util.concurrent.CompletionStage;

/** A scope rests, or a quarantine of it has ended. */
record RestChange(RestKey key, Rest rest) implements Change {
    private static final long SAME_MILLIS = 100;

    /** A recovery is remembered as long as the map does. */
    private static final long RECOVERY_MILLIS = RecoveryProposal.KEPT_MILLIS;

    @Override
    public String pool() {
        return key.pool();
    }

    @Override
    public void adoptedBy(KeyPool pool) {
        pool.adopt(key.scope(), rest);
    }

    @Override
    public Change orNewer(Change other) {
        if (!(other instanceof RestChange o) || o.rest.isEndedBy(rest)) return this;
        return o.rest.until() >= rest.until() || rest.isEndedBy(o.rest) ? other : this;
    }

    @Override
    public boolean stands(long now) {
        return rest.isRecovery() ? now < rest.until() + RECOVERY_MILLIS : rest.holds(now);
    }

    @Override
    public boolean isKnown(Picture there) {
        Rest standing = there.rests().get(key);
        if (standing == null) return false;
        Rest here = there.time().toPool(standing);
        if (rest.isRecovery()) return !here.isEndedBy(rest);
        return rest.isEndedBy(here) || here.until() >= rest.until() - SAME_MILLIS;
    }

    @Override
    public CompletionStage<?> offer(Grid grid) {
        return grid.offer(key, rest);
    }
}
