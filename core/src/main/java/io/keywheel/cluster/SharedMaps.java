package io.keywheel.cluster;

import com.hazelcast.config.CompactSerializationConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import io.keywheel.pool.Rest;
import io.keywheel.pool.Rotation;
import io.keywheel.pool.Scope;
import java.util.List;

/** The maps that members share: their names, their copies, their types, and what counts after a split. */
final class SharedMaps {
    static final String RESTS = "rests";
    static final String ROTATION = "rotation";
    static final String PROBES = "probes";

    /** Two copies beside the first: of three members every one has it all, so a member may die while another is still joining. */
    private static final int COPIES = 2;

    private static final List<Class<? extends Record>> TYPES = List.of(
            RestKey.class,
            WheelKey.class,
            Scope.class,
            Rest.class,
            Rotation.class,
            RestProposal.class,
            RecoveryProposal.class,
            RotationProposal.class,
            TurnKey.class,
            TurnProposal.class);

    private SharedMaps() {}

    static void addTo(Config config) {
        config.addMapConfig(map(RESTS, HigherRevision.class));
        config.addMapConfig(map(ROTATION, HigherEpoch.class));
        // A turn is over within minutes: after a split either side's will do.
        config.addMapConfig(new MapConfig(PROBES));
        CompactSerializationConfig compact = config.getSerializationConfig().getCompactSerializationConfig();
        for (Class<?> type : TYPES) {
            compact.getZeroConfigFilter().getWhitelist().addClasses(type.getName());
            compact.addClass(type);
        }
    }

    private static MapConfig map(String name, Class<? extends SplitBrainMergePolicy<?, ?, ?>> policy) {
        return new MapConfig(name)
                .setBackupCount(COPIES)
                .setMergePolicyConfig(new MergePolicyConfig().setPolicy(policy.getName()));
    }
}
