package io.keywheel.pool;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A pool with a clock that the test turns, and short words for what happens to it. */
final class TestPool {
    static final Dimension MINUTE = Dimension.REQUESTS_PER_MINUTE;
    static final Dimension TOKENS = Dimension.TOKENS_PER_MINUTE;

    final ManualClock clock = new ManualClock();
    final KeyPool pool;

    TestPool(List<PoolKey> keys, PoolRules rules) {
        this.pool = new KeyPool("made-up", keys, rules, clock, PoolShare.ALONE, PoolListener.NONE);
    }

    TestPool(int keys, PoolRules rules) {
        this(KeyPoolTest.keys(keys), rules);
    }

    static PoolRules rules(Policy policy, DeclaredLimit... declared) {
        return new PoolRules(policy, Counting.UNKNOWN, List.of(declared));
    }

    static PoolRules counting(Counting counting) {
        return new PoolRules(Policy.STICKY, counting, List.of());
    }

    /** Keys k1, k2 … of these weights. */
    static List<PoolKey> weighing(int... weights) {
        return KeyPoolTest.keys(weights.length).stream()
                .map(k -> new PoolKey(
                        k.id(),
                        k.provider(),
                        k.label(),
                        k.secret(),
                        k.group(),
                        weights[Integer.parseInt(k.id().substring(1)) - 1],
                        k.source(),
                        k.enabled()))
                .toList();
    }

    static Demand only(String key) {
        return new Demand("m", RequestSize.UNKNOWN, Affinity.only(key));
    }

    /** A request that is estimated to take so many tokens, by the rule of thumb. */
    static Demand tokens(long count) {
        return new Demand("m", new RequestSize(4 * count, 0), Affinity.NONE);
    }

    static Observation left(double left, long reset) {
        return new Observation(MINUTE, 10, left, reset);
    }

    Lease lease(Demand demand) {
        return (Lease) pool.acquire(demand);
    }

    Exhausted refused(Demand demand) {
        return (Exhausted) pool.acquire(demand);
    }

    boolean serves(Demand demand) {
        Acquired acquired = pool.acquire(demand);
        if (acquired instanceof Lease lease) lease.settle(Verdict.callerGone());
        return acquired instanceof Lease;
    }

    /** Serves the request, whose answer tells this; gives the key. */
    String served(Demand demand, Observation... told) {
        Lease lease = lease(demand);
        lease.observed(List.of(told));
        lease.settle(Verdict.succeeded());
        return lease.key().id();
    }

    String served(String model) {
        return served(new Demand(model));
    }

    /** The answer to the request names this account. */
    void named(Demand demand, Account account, Observation... told) {
        Lease lease = lease(demand);
        lease.answeredFor(account);
        lease.observed(List.of(told));
        lease.settle(Verdict.succeeded());
    }

    /** Billed so many tokens. */
    void billed(Demand demand, long input, long output, Observation... told) {
        Lease lease = lease(demand);
        lease.observed(List.of(told));
        lease.used(new Usage(input, output));
        lease.settle(Verdict.succeeded());
    }

    Obstacle obstacle(String key, Demand demand) {
        return pool.explain(demand).stream()
                .filter(s -> s.key().id().equals(key))
                .findFirst()
                .orElseThrow()
                .obstacle();
    }

    /** Refused for a limit whose numbers the refusal states. */
    static Verdict refusal(Dimension dimension, long limit, long used, long requested, long wait) {
        LimitNumbers numbers = new LimitNumbers(limit, OptionalLong.of(used), OptionalLong.of(requested));
        return new Verdict(Outcome.RATE_LIMITED, Reach.GROUP_MODEL, dimension, OptionalLong.of(wait), 429, "", "")
                .with(Optional.of(numbers), Account.EMPTY);
    }

    static Map<String, Integer> once(List<String> keys) {
        return keys.stream().collect(java.util.stream.Collectors.toMap(k -> k, k -> 1, Integer::sum));
    }
}
