package io.keywheel.pool;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a lease costs, taken and settled. CONTRIBUTING.md says how to run it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PoolBench {
    @Param({"3", "1000"})
    int keys;

    KeyPool pool = pool(1);

    @org.openjdk.jmh.annotations.Setup
    public void setUp() {
        pool = pool(keys);
    }

    private static KeyPool pool(int keys) {
        return new KeyPool("p", KeyPoolTest.keys(keys), InstantSource.system(), PoolShare.ALONE, PoolListener.NONE);
    }

    @Benchmark
    public PoolKey acquireAndSettle() {
        Lease lease = (Lease) pool.acquire(new Demand("llama-3.3-70b-versatile"));
        lease.settle(Verdict.succeeded());
        return lease.key();
    }
}
