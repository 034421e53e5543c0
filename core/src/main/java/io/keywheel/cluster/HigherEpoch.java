package io.keywheel.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import io.keywheel.pool.Rotation;
import org.jspecify.annotations.Nullable;

/** After a split the wheel that turned further counts. */
public final class HigherEpoch implements SplitBrainMergePolicy<Rotation, MergingValue<Rotation>, Object> {

    @Override
    public Object merge(MergingValue<Rotation> merging, @Nullable MergingValue<Rotation> existing) {
        Rotation here = existing == null ? null : existing.getDeserializedValue();
        Rotation coming = merging.getDeserializedValue();
        return here == null || coming.epoch() > here.epoch() ? coming : here;
    }

    @Override
    public void writeData(ObjectDataOutput out) {}

    @Override
    public void readData(ObjectDataInput in) {}
}
