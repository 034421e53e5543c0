package io.keywheel.cluster;

import io.keywheel.pool.KeyPool;
import io.keywheel.pool.Link;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Two groups turned out to share a quota, or not to. */
record LinkChange(LinkKey key, Link link) implements Change {

    static LinkChange of(String pool, Link link) {
        return new LinkChange(LinkKey.of(pool, link), link);
    }

    @Override
    public String pool() {
        return key.pool();
    }

    @Override
    public void adoptedBy(KeyPool pool) {
        pool.adopt(link);
    }

    @Override
    public Change orNewer(Change other) {
        return other instanceof LinkChange o && o.link.changes() > link.changes() ? other : this;
    }

    /** Whether the two were taken for one until now. */
    boolean parts(@Nullable Change before) {
        return !link.holds() && before instanceof LinkChange b && b.link.holds();
    }

    @Override
    public boolean stands(long now) {
        return true;
    }

    @Override
    public boolean isKnown(Picture there) {
        Link standing = there.links().get(key);
        return standing != null && standing.changes() >= link.changes();
    }

    @Override
    public CompletionStage<?> offer(Grid grid) {
        return grid.offer(key, link);
    }
}
