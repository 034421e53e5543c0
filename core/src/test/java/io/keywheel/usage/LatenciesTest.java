package io.keywheel.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Property(tries = 200)
    void aQuantileIsWithinABucketOfTheTruth(@ForAll @Size(min = 1, max = 60) long[] unbounded) {
        long[] values = java.util.Arrays.stream(unbounded)
                .map(v -> 1 + Math.floorMod(v, 150_000L))
                .sorted()
                .toArray();
        long[] counts = new long[Latencies.BUCKETS];
        for (long value : values) counts[Latencies.bucket(value)]++;
        for (double part : new double[] {0.5, 0.95}) {
            long truth = values[(int) Math.ceil(part * values.length) - 1];
            assertThat(Latencies.quantile(counts, part)).isCloseTo((double) truth, withPercentage(42));
        }
    }

    @Property(tries = 200)
    void longerIsNeverInAnEarlierBucket(@ForAll @LongRange(max = 400_000) long millis) {
        assertThat(Latencies.bucket(millis + 1)).isGreaterThanOrEqualTo(Latencies.bucket(millis));
        assertThat(Latencies.bucket(millis)).isBetween(0, Latencies.BUCKETS - 1);
    }

    @Test
    void whatTookNoMillisecondIsLessThanOne() {
        long[] counts = new long[Latencies.BUCKETS];
        counts[Latencies.bucket(0)] = 10;
        assertThat(Latencies.quantile(counts, 0.95)).isBetween(0.5, 1.0);
    }
}
