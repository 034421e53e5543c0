package io.keywheel.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The short form of the benchmark: a lease stays cheap, however many keys there are. */
class PoolBenchTest {

    @Test
    void aLeaseOnOneOfAThousandKeysTakesLessThanTwoMicrosecondsAndAllocatesNothingPerKey() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(PoolBench.class.getName())
                        .param("keys", "1000")
                        .addProfiler(GCProfiler.class)
                        .forks(0)
                        .warmupIterations(2)
                        .warmupTime(TimeValue.milliseconds(500))
                        .measurementIterations(2)
                        .measurementTime(TimeValue.milliseconds(500))
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        RunResult result = results.iterator().next();
        assertThat(result.getPrimaryResult().getScore()).isLessThan(2_000);
        assertThat(result.getSecondaryResults())
                .hasEntrySatisfying(
                        "gc.alloc.rate.norm",
                        bytes -> assertThat(bytes.getScore()).isLessThan(400));
    }
}
