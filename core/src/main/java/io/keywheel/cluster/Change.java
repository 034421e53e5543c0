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

    /** A scope rests, or a quarantine of it has ended. */
    record OfRest(RestKey key, Rest rest) implements Change {
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
            if (!(other instanceof OfRest o) || o.rest.isEndedBy(rest)) return this;
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
