package io.keywheel.cluster;

import io.keywheel.pool.BudgetState;
import io.keywheel.pool.Link;
import io.keywheel.pool.Rest;
import io.keywheel.pool.Rotation;
import java.util.Map;

/** What the shared maps held at one moment, in cluster time. */
record Picture(
        Map<RestKey, Rest> rests,
        Map<WheelKey, Rotation> wheels,
        Map<LinkKey, Link> links,
        Map<BudgetKey, BudgetState> budgets,
        Map<SpentKey, Spent> spent,
        ClusterTime time) {}
