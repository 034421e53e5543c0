package io.keywheel;

import io.keywheel.pool.Exhausted;
import io.keywheel.pool.Link;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.PoolListener;
import io.keywheel.pool.RecoveredBy;
import io.keywheel.pool.Rest;
import io.keywheel.pool.Verdict;

/** Tells two listeners. */
record Listeners(PoolListener first, PoolListener second) implements PoolListener {

    @Override
    public void rested(PoolKey key, String model, Rest rest, Verdict why) {
        first.rested(key, model, rest, why);
        second.rested(key, model, rest, why);
    }

    @Override
    public void rotated(PoolKey from, PoolKey to, String model) {
        first.rotated(from, to, model);
        second.rotated(from, to, model);
    }

    @Override
    public void recovered(PoolKey key, RecoveredBy how) {
        first.recovered(key, how);
        second.recovered(key, how);
    }

    @Override
    public void exhausted(String model, Exhausted why) {
        first.exhausted(model, why);
        second.exhausted(model, why);
    }

    @Override
    public void linked(Link link) {
        first.linked(link);
        second.linked(link);
    }

    @Override
    public void parted(Link link) {
        first.parted(link);
        second.parted(link);
    }
}
