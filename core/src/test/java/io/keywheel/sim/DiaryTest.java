package io.keywheel.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.sim.Seen.End;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DiaryTest {
    private static final Load LOAD = Load.day()
            .then("night", 2, 0.5)
            .thenRush("rush", 2, 4)
            .then("evening", 2, 1)
            .load();

    private final Diary diary = new Diary(Look.PLAIN, LOAD);

    @Test
    void requestsAreDueAtTheRateOfTheirPart() {
        assertThat(LOAD.dueBy(Duration.ofMillis(1_999))).isZero();
        assertThat(LOAD.dueBy(Duration.ofSeconds(2))).isEqualTo(1);
        assertThat(LOAD.dueBy(Duration.ofMillis(2_250))).isEqualTo(2);
        assertThat(LOAD.dueBy(Duration.ofSeconds(4))).isEqualTo(9);
        assertThat(LOAD.dueBy(Duration.ofSeconds(99))).isEqualTo(11);
        assertThat(Load.steady(4).dueBy(Duration.ofSeconds(60))).isEqualTo(240);
    }

    @Test
    void aPartIsToldWhenItIsOverAndEveryRequestHasItsAnswer() {
        diary.sent(at(1_000));
        assertThat(diary.tell(at(2_000), 3)).isEmpty();
        diary.answered(seen(1_000, 1_300, End.SERVED));

        assertThat(diary.tell(at(2_400), 5))
                .containsExactly(
                        "  00:02  ✓ night, 0.50 a second                     → 1 of 1 served         slowest 1.3 s · 429s: 3");
        assertThat(diary.tell(at(2_500), 5)).isEmpty();
    }

    @Test
    void partsAreToldInTheirOrderAndWhatWaitedCountsWhereItBegan() {
        diary.sent(at(3_900));
        diary.sent(at(4_500));
        diary.answered(seen(4_500, 100, End.SERVED));
        diary.tell(at(2_000), 0);
        assertThat(diary.tell(at(6_000), 4)).isEmpty();
        diary.answered(seen(3_900, 3_000, End.SERVED));

        assertThat(diary.tell(at(7_000), 4))
                .satisfiesExactly(
                        rush -> assertThat(rush)
                                .contains("▲ rush, 4 a second", "1 of 1 served", "slowest 3.0 s", "429s: 4"),
                        evening -> assertThat(evening).contains("✓ evening, 1 a second", "1 of 1 served", "429s: 0"));
    }

    @Test
    void aRefusalInACalmPartIsMarkedAndAKindWordIsNoService() {
        diary.sent(at(500));
        diary.sent(at(600));
        diary.answered(seen(500, 20, End.APOLOGY));
        diary.answered(seen(600, 20, End.SERVED));

        assertThat(diary.tell(at(2_000), 0))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("✕ night", "1 of 2 served"));
    }

    private static Duration at(long millis) {
        return Duration.ofMillis(millis);
    }

    private static Seen seen(long beganMillis, long tookMillis, End end) {
        return new Seen(
                at(beganMillis + tookMillis), end, 200, "sim-a", 1, at(tookMillis), OptionalLong.empty(), false);
    }
}
