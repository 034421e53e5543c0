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
        int[] counts = Latencies.NONE;
        for (long value : values) counts = Latencies.sum(counts, new int[] {Latencies.bucket(value), 1}, 1);
        for (double part : new double[] {0.5, 0.95}) {
            long truth = values[(int) Math.ceil(part * values.length) - 1];
            assertThat(Latencies.quantile(counts, part)).isCloseTo((double) truth, withPercentage(42));
        }
    }

    @Property(tries = 200)
    void whatIsTakenBackIsAsIfItHadNeverCome(
            @ForAll @Size(max = 9) short[] first, @ForAll @Size(max = 9) short[] second) {
        int[] both = Latencies.sum(histogram(first), histogram(second), 1);

        assertThat(Latencies.sum(both, histogram(second), -1)).isEqualTo(histogram(first));
    }

    private static int[] histogram(short[] values) {
        int[] counts = Latencies.NONE;
        for (short value : values) counts = Latencies.sum(counts, new int[] {Latencies.bucket(value), 1}, 1);
        return counts;
    }

    @Property(tries = 200)
    void longerIsNeverInAnEarlierBucket(@ForAll @LongRange(max = 400_000) long millis) {
        assertThat(Latencies.bucket(millis + 1)).isGreaterThanOrEqualTo(Latencies.bucket(millis));
        assertThat(Latencies.bucket(millis)).isBetween(0, Latencies.BUCKETS - 1);
    }

    @Test
    void whatTookNoMillisecondIsLessThanOne() {
        int[] counts = {Latencies.bucket(0), 10};
        assertThat(Latencies.quantile(counts, 0.95)).isBetween(0.5, 1.0);
    }
}
