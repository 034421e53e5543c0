package io.keywheel.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import org.jspecify.annotations.Nullable;

/** After a split one of two values of an entry stands as it is, whichever half it came from. */
interface BetterStands<V> extends SplitBrainMergePolicy<V, MergingValue<V>, Object> {

    boolean isBetter(V coming, V here);

    @Override
    default Object merge(MergingValue<V> merging, @Nullable MergingValue<V> existing) {
        V coming = merging.getDeserializedValue();
        V here = existing == null ? null : existing.getDeserializedValue();
        return here == null || isBetter(coming, here) ? coming : here;
    }

    @Override
    default void writeData(ObjectDataOutput out) {}

    @Override
    default void readData(ObjectDataInput in) {}
}
