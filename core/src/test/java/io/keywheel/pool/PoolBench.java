package io.keywheel.pool;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a lease costs, taken and settled. Of every group the budgets are known, and more is asked than one of them carries, so that each
 * choice compares them all. CONTRIBUTING.md says how to run it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PoolBench {
    private static final long HOUR = 3_600_000;
    private static final String MODEL = "llama-3.3-70b-versatile";
    private static final RequestSize SIZE = new RequestSize(2_000, 100);

    /** How many; by twenties in one group, unless there are fewer. */
    @Param({"3", "1000", "5000"})
    int keys;

    @Param({"STICKY", "ROUND_ROBIN", "LEAST_USED", "HEADROOM", "FASTEST"})
    Policy policy = Policy.STICKY;

    KeyPool pool = pool(1, policy);

    @Setup(Level.Trial)
    public void setUp() {
        pool = pool(keys, policy);
    }

    private static KeyPool pool(int keys, Policy policy) {
        int groups = Math.max(1, keys >= 20 ? keys / 20 : keys);
        List<PoolKey> own = KeyPoolTest.keys(keys);
        List<PoolKey> made = IntStream.range(0, keys)
                .mapToObj(i -> own.get(i).inGroup(QuotaGroup.declared("g" + i % groups)))
                .toList();
        PoolRules rules = new PoolRules(policy, Counting.UNKNOWN, List.of());
        KeyPool pool = new KeyPool("p", made, rules, InstantSource.system(), PoolShare.ALONE, PoolListener.NONE);
        for (PoolKey key : made) prove(pool, key);
        return pool;
    }

    /** The key has served, and its group has told its limits: much is left, yet not for long enough if one carried all. */
    private static void prove(KeyPool pool, PoolKey key) {
        Lease lease = (Lease) pool.acquire(new Demand(MODEL, SIZE, Affinity.only(key.id())));
        int used = Math.floorMod(key.group().name().hashCode(), 1_000);
        lease.observed(List.of(
                new Observation(Dimension.REQUESTS_PER_DAY, 1e10, 1e10 - 1e6 * used, 100 * HOUR + used),
                new Observation(Dimension.TOKENS_PER_MINUTE, 1e13, 1e13 - 1e9 * used, 100 * HOUR + used)));
        lease.settle(Verdict.succeeded());
    }

    @Benchmark
    public PoolKey acquireAndSettle() {
        Lease lease = (Lease) pool.acquire(new Demand(MODEL, SIZE, Affinity.NONE));
        lease.settle(Verdict.succeeded());
        return lease.key();
    }
}
