package io.keywheel.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.provider.Probe.Proof;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Pace PACE = Pace.STANDARD;

    private static List<Long> seconds(Proof proof, int steps, Backoff from) {
        return Stream.iterate(from, b -> b.after(proof, PACE))
                .limit(steps)
                .map(b -> b.millis() / 1_000)
                .toList();
    }

    @Test
    void whileItIsRejectedTheWaitDoublesUpToAnHour() {
        assertThat(seconds(Proof.DEAD, 9, Backoff.first(PACE)))
                .containsExactly(30L, 60L, 120L, 240L, 480L, 960L, 1_920L, 3_600L, 3_600L);
    }

    @Test
    void whileTheProviderSaysNothingItDoublesUpToFiveMinutes() {
        assertThat(seconds(Proof.NOTHING, 6, Backoff.first(PACE))).containsExactly(30L, 60L, 120L, 240L, 300L, 300L);
    }

    @Test
    void anOutageMakesALongWaitNeitherLongerNorShorter() {
        assertThat(seconds(Proof.NOTHING, 3, new Backoff(7, 960_000))).containsExactly(960L, 960L, 960L);
    }

    @Test
    void jitterIsAFifthAtMostTheSameOnEveryMemberAndSpreadOverTheKeys() {
        List<Long> waits = IntStream.range(0, 1_000)
                .mapToObj(i -> new Backoff(i % 7, 10_000).jittered("groq-" + i))
                .toList();

        assertThat(waits).allMatch(w -> w >= 8_000 && w <= 12_000);
        assertThat(waits.stream().map(w -> w / 500).distinct().count()).isGreaterThanOrEqualTo(8);
        assertThat(new Backoff(3, 10_000).jittered("groq-a")).isEqualTo(new Backoff(3, 10_000).jittered("groq-a"));
        assertThat(new Backoff(3, 10_000).jittered("groq-a")).isNotEqualTo(new Backoff(4, 10_000).jittered("groq-a"));
    }

    @Test
    void aTurnIsOverBeforeTheShortestNextWait() {
        for (Proof proof : List.of(Proof.DEAD, Proof.NOTHING)) {
            Backoff backoff = Backoff.first(PACE);
            for (int i = 0; i < 12; i++) {
                Backoff next = backoff.after(proof, PACE);
                assertThat(backoff.turn()).isLessThan(next.jittered("k")).isGreaterThan(PACE.timeout());
                backoff = next;
            }
        }
    }
}
