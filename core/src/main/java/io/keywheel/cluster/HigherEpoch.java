package io.keywheel.cluster;

import io.keywheel.pool.Rotation;

/** After a split the wheel that turned further counts. */
public final class HigherEpoch implements BetterStands<Rotation> {

    @Override
    public boolean isBetter(Rotation coming, Rotation here) {
        return coming.epoch() > here.epoch();
    }
}
