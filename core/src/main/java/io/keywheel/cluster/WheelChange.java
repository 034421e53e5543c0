package io.keywheel.cluster;

import io.keywheel.pool.KeyPool;
import io.keywheel.pool.Rotation;
import java.util.concurrent.CompletionStage;

/** A wheel stands somewhere. */
record WheelChange(WheelKey key, Rotation rotation) implements Change {

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
        return other instanceof WheelChange o && o.rotation.epoch() > rotation.epoch() ? other : this;
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
