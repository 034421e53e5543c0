package io.keywheel.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A pool and its provider, made up at random from a few numbers that can be made smaller and a seed for everything else.
 *
 * @param groups that the operator declared; key i is in group i modulo this
 * @param organisations group i is of organisation i modulo this: with fewer organisations than groups some share their limits
 * @param members of the cluster; all but the first join in mid-run
 * @param refusals how much a refusal says
 * @param load how much is asked, as a part of what there is
 */
record WildWorld(
        int keys,
        int groups,
        int organisations,
        int members,
        Policy policy,
        YieldWorld.Refusals refusals,
        double load,
        long seed) {
    static final int SECONDS = 40;
    static final List<String> MODELS = List.of("m1", "m2", "n1");

    /** The same by other dice. */
    WildWorld another(long number) {
        long other = seed + 7_919 * number;
        return new WildWorld(keys, groups, organisations, members, policy, refusals, load, other);
    }

    SplittableRandom random() {
        return new SplittableRandom(seed);
    }

    /** Whether m1 and m2 share their limits. */
    boolean hasFamilies() {
        return seed % 2 == 0;
    }

    /** Whether requests come back little by little: a provider counts all alike. */
    boolean refillsRequests() {
        return seed / 8 % 2 == 0;
    }

    /** Whether tokens do. */
    boolean refillsTokens() {
        return seed / 16 % 3 == 0;
    }

    /** Whether answers carry limit headers. */
    boolean tellsHeaders() {
        return seed % 5 != 0;
    }

    /** Whether the operator states what headers do not tell. */
    boolean isDeclared() {
        return seed % 7 == 0;
    }

    /** Whether served answers name the organisation. */
    boolean namesAccounts() {
        return seed % 3 == 0;
    }

    /** Whether the provider misbehaves beside its limits. */
    boolean hasFaults() {
        return seed % 4 != 0;
    }

    String family(String model) {
        return hasFamilies() ? model.substring(0, 1) : model;
    }

    String group(int key) {
        return "g" + key % groups;
    }

    String organisation(int key) {
        return "o" + key % groups % organisations;
    }

    List<PoolKey> poolKeys() {
        SplittableRandom random = random();
        List<PoolKey> made = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            boolean enabled = random.nextInt(12) > 0;
            made.add(new PoolKey(
                    "k" + i,
                    "made-up",
                    "K" + i,
                    new Secret("fake-" + i),
                    QuotaGroup.declared(group(i)),
                    1 + random.nextInt(3),
                    "test",
                    enabled));
        }
        return made;
    }

    PoolRules rules() {
        Counting counting = new Counting(false, this::family, true, d -> RefillKind.UNKNOWN, true);
        List<DeclaredLimit> declared =
                isDeclared() ? List.of(new DeclaredLimit("", m -> true, Dimension.REQUESTS_PER_HOUR, 40)) : List.of();
        return new PoolRules(policy, counting, declared);
    }
}
