package io.keywheel.pool;

import java.util.List;

/** What a pool goes by: the operator's policy and limits, and how the provider counts. */
public record PoolRules(Policy policy, Counting counting, List<DeclaredLimit> declared) {
    public static final PoolRules STANDARD = new PoolRules(Policy.STICKY, Counting.UNKNOWN, List.of());

    public PoolRules {
        declared = List.copyOf(declared);
    }
}
