package io.keywheel.cluster;

import io.keywheel.pool.KeyPool;
import java.util.concurrent.CompletionStage;

/** This member took something of a limit. */
record SpentChange(SpentKey key, Spent spent) implements Change {

    @Override
    public String pool() {
        return key.pool();
    }

    /** It is the pool's own. */
    @Override
    public void adoptedBy(KeyPool pool) {}

    @Override
    public Change orNewer(Change other) {
        return other instanceof SpentChange o && o.spent.number() > spent.number() ? other : this;
    }

    @Override
    public boolean stands(long now) {
        return now < spent.at() + Spent.KEPT_MILLIS;
    }

    @Override
    public boolean isKnown(Picture there) {
        Spent standing = there.spent().get(key);
        return standing != null && spent.isNoNewsAfter(standing);
    }

    @Override
    public CompletionStage<?> offer(Grid grid) {
        return grid.offer(key, spent);
    }
}
