package io.keywheel.cluster;

import io.keywheel.pool.KeyPool;
import io.keywheel.pool.Rest;
import io.keywheel.pool.Rotation;
import java.util.concurrent.CompletionStage;

/** What one entry of the shared maps says or ought to say, by this node's clock. */
sealed interface Change {

    /** The entry that it speaks of. */
    Object key();

    /** The name of the pool that it speaks of. */
    String pool();

    /** Lets the pool have it. */
    void adoptedBy(KeyPool pool);

    /** Of two changes of one entry the one that stands. */
    Change orNewer(Change other);

    /** Whether it is still worth telling. */
    boolean stands(long now);

    /** Whether the maps hold it, or something newer. */
    boolean isKnown(Picture there);

    /** Proposes it to the cluster. */
    CompletionStage<?> offer(Grid grid);

    /** A scope rests. */
    record OfRest(RestKey key, Rest rest) implements Change {
        private static final long SAME_MILLIS = 100;

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
            return other instanceof OfRest o && o.rest.until() >= rest.until() ? other : this;
        }

        @Override
        public boolean stands(long now) {
            return rest.holds(now);
        }

        @Override
        public boolean isKnown(Picture there) {
            Rest standing = there.rests().get(key);
            if (standing == null) return false;
            return there.time().toPool(standing).until() >= rest.until() - SAME_MILLIS;
        }

        @Override
        public CompletionStage<?> offer(Grid grid) {
            return grid.offer(key, rest);
        }
    }

    /** A wheel stands somewhere. */
    record OfWheel(WheelKey key, Rotation rotation) implements Change {

        @Override
        public String pool() {
            return key.pool();
        }

        @Override
        public void adoptedBy(KeyPool pool) {
            pool.adopt(key.model(), rotation);
        }

        @Override
        public Change orNewer(Change other) {
            return other instanceof OfWheel o && o.rotation.epoch() > rotation.epoch() ? other : this;
        }

        @Override
        public boolean stands(long now) {
            return true;
        }

        @Override
        public boolean isKnown(Picture there) {
            Rotation standing = there.wheels().get(key);
            return standing != null && standing.epoch() >= rotation.epoch();
        }

        @Override
        public CompletionStage<?> offer(Grid grid) {
            return grid.offer(key, rotation);
        }
    }
}
