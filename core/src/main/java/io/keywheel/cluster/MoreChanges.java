package io.keywheel.cluster;

import io.keywheel.pool.Link;

/** After a split the link counts to which more has happened. */
public final class MoreChanges implements BetterStands<Link> {

    @Override
    public boolean isBetter(Link coming, Link here) {
        return coming.changes() > here.changes();
    }
}
