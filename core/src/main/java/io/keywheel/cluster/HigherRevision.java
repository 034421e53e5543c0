package io.keywheel.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import io.keywheel.pool.Rest;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** After a split the rest that was changed more often counts, of two alike the one that lasts longer. */
public final class HigherRevision implements SplitBrainMergePolicy<Rest, MergingValue<Rest>, Object> {
    private static final Comparator<Rest> ORDER =
            Comparator.comparingLong(Rest::revision).thenComparingLong(Rest::until);

    @Override
    public Object merge(MergingValue<Rest> merging, @Nullable MergingValue<Rest> existing) {
        Rest here = existing == null ? null : existing.getDeserializedValue();
        Rest coming = merging.getDeserializedValue();
        return here == null || ORDER.compare(coming, here) > 0 ? coming : here;
    }

    @Override
    public void writeData(ObjectDataOutput out) {}

    @Override
    public void readData(ObjectDataInput in) {}
}
