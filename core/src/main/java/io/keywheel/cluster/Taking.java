package io.keywheel.cluster;

import io.keywheel.pool.KeyPool;
import java.util.function.Consumer;

/** What another member took of a limit between two moments, in pool milliseconds; less than nothing where it was given back. */
record Taking(double amount, long from, long to) {

    /** The part of it that was taken after {@code earliest}, if it was taken evenly. */
    Taking after(long earliest) {
        if (from >= earliest) return this;
        if (to <= earliest) return new Taking(0, to, to);
        return new Taking(amount * (to - earliest) / (to - from), earliest, to);
    }

    /** Has a pool know it. */
    Consumer<KeyPool> of(SpentKey key) {
        return pool -> pool.takenElsewhere(key.scope(), key.dimension(), amount, from, to);
    }
}
