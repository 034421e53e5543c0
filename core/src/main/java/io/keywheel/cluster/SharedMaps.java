package io.keywheel.cluster;

import com.hazelcast.config.CompactSerializationConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import io.keywheel.pool.BudgetState;
import io.keywheel.pool.Link;
import io.keywheel.pool.Rest;
import io.keywheel.pool.Rotation;
import io.keywheel.pool.Scope;
import io.keywheel.records.RecordId;
import java.util.List;

/** The maps that members share: their names, their copies, their types, and what counts after a split. */
final class SharedMaps {
    static final String RESTS = "rests";
    static final String ROTATION = "rotation";
    static final String PROBES = "probes";
    static final String BUDGETS = "budgets";
    static final String SPENT = "spent";
    static final String LINKS = "links";
    static final String RECORDS = "records";
    static final String CLAIMS = "claims";

    /** Two copies beside the first: of three members every one has it all, so a member may die while another is still joining. */
    private static final int COPIES = 2;

    /** Figures are written again every moment, and whoever misses one is told again within a second. */
    private static final int NO_COPIES = 0;

    private static final List<Class<? extends Record>> TYPES = List.of(
            RestKey.class,
            WheelKey.class,
            BudgetKey.class,
            SpentKey.class,
            LinkKey.class,
            Scope.class,
            Rest.class,
            Rotation.class,
            BudgetState.class,
            Spent.class,
            Link.class,
            RestProposal.class,
            RecoveryProposal.class,
            RotationProposal.class,
            BudgetProposal.class,
            LinkProposal.class,
            TurnKey.class,
            TurnProposal.class,
            RecordId.class,
            Claim.class,
            Text.class,
            Outline.class,
            Digests.class,
            Parts.class,
            Taken.class);

    private SharedMaps() {}

    static void addTo(Config config) {
        config.addMapConfig(map(RESTS, COPIES, HigherRevision.class));
        config.addMapConfig(map(ROTATION, COPIES, HigherEpoch.class));
        config.addMapConfig(map(LINKS, COPIES, MoreChanges.class));
        config.addMapConfig(map(RECORDS, COPIES, NewerVersion.class));
        config.addMapConfig(map(CLAIMS, COPIES, LaterClaim.class));
        config.addMapConfig(map(BUDGETS, NO_COPIES, LaterSent.class));
        config.addMapConfig(map(SPENT, NO_COPIES, LaterSaid.class));
        // A turn is over within minutes: after a split either side's will do.
        config.addMapConfig(new MapConfig(PROBES));
        CompactSerializationConfig compact = config.getSerializationConfig().getCompactSerializationConfig();
        for (Class<?> type : TYPES) {
            compact.getZeroConfigFilter().getWhitelist().addClasses(type.getName());
            compact.addClass(type);
        }
        compact.addSerializer(new Question.Format());
        Flat.ALL.forEach(compact::addSerializer);
    }

    private static MapConfig map(String name, int copies, Class<? extends BetterStands<?>> policy) {
        return new MapConfig(name)
                .setBackupCount(copies)
                .setMergePolicyConfig(new MergePolicyConfig().setPolicy(policy.getName()));
    }
}
