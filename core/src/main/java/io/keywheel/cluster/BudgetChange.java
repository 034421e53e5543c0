package io.keywheel.cluster;

import io.keywheel.pool.BudgetState;
import io.keywheel.pool.KeyPool;
import java.util.concurrent.CompletionStage;

/** A member was told the figures of a limit. */
record BudgetChange(BudgetKey key, BudgetState told) implements Change {
    /** So often is a limit written by all members together; figures that are newer by less are as good. */
    private static final long MOMENT_MILLIS = 250;

    @Override
    public String pool() {
        return key.pool();
    }

    @Override
    public void adoptedBy(KeyPool pool) {
        pool.adopt(key.scope(), key.dimension(), told);
    }

    @Override
    public Change orNewer(Change other) {
        return other instanceof BudgetChange o && o.isMuchNewerThan(told) ? other : this;
    }

    @Override
    public boolean stands(long now) {
        return now < told.at() + BudgetProposal.timeToLive(told);
    }

    @Override
    public boolean isKnown(Picture there) {
        BudgetState standing = there.budgets().get(key);
        return standing != null && !isMuchNewerThan(there.time().toPool(standing));
    }

    private boolean isMuchNewerThan(BudgetState other) {
        return told.sentAt() >= other.sentAt() + MOMENT_MILLIS;
    }

    @Override
    public CompletionStage<?> offer(Grid grid) {
        return grid.offer(key, told);
    }
}
