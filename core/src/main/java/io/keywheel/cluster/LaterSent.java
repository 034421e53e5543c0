package io.keywheel.cluster;

import io.keywheel.pool.BudgetState;

/** After a split the figures count that an attempt told that was sent later. */
public final class LaterSent implements BetterStands<BudgetState> {

    @Override
    public boolean isBetter(BudgetState coming, BudgetState here) {
        return coming.sentAt() > here.sentAt();
    }
}
