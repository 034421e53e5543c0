package io.keywheel.cluster;

import com.hazelcast.map.EntryProcessor;
import io.keywheel.pool.Rotation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the cluster's wheel where nobody has turned it that far yet. Answers where it stands then. */
record RotationProposal(Rotation rotation) implements EntryProcessor<WheelKey, @Nullable Rotation, Rotation> {

    @Override
    public Rotation process(Map.Entry<WheelKey, @Nullable Rotation> entry) {
        Rotation standing = entry.getValue();
        if (standing != null && standing.epoch() >= rotation.epoch()) return standing;
        entry.setValue(rotation);
        return rotation;
    }
}
