package io.keywheel.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What a request will cost, learned from what others were billed. */
class EstimateTest {
    private final Estimate estimate = new Estimate();

    @Test
    void untilSomethingWasBilledFourBytesAreAToken() {
        Cost cost = estimate.of(new RequestSize(4_000, 100));

        assertThat(cost.input()).isEqualTo(1_000);
        assertThat(cost.output()).isEqualTo(100);
        assertThat(cost.doubt()).isEqualTo(300);
    }

    @Test
    void whatTheFirstAnswerWasBilledIsTheNewRatio() {
        estimate.billed(new RequestSize(4_000, 100), new Usage(1_600, 20));

        assertThat(estimate.of(new RequestSize(1_000, 0)).input()).isEqualTo(400);
    }

    @Test
    void oneOddAnswerMovesItLittle() {
        for (int i = 0; i < 50; i++) estimate.billed(new RequestSize(4_000, 0), new Usage(1_000, 20));

        estimate.billed(new RequestSize(4_000, 0), new Usage(3_000, 20));

        assertThat(estimate.of(new RequestSize(4_000, 0)).input()).isCloseTo(1_100, within(1.0));
    }

    @Test
    void whereAllAreAlikeTheDoubtShrinks() {
        for (int i = 0; i < 200; i++) estimate.billed(new RequestSize(4_000, 0), new Usage(1_000, 0));

        assertThat(estimate.of(new RequestSize(4_000, 50)).doubt()).isLessThan(40);
    }

    @Test
    void anAnswerWhoseLengthIsOpenIsAsLongAsTheOthersWereAndMayBeEmpty() {
        for (int i = 0; i < 10; i++) estimate.billed(new RequestSize(400, 0), new Usage(100, 70));

        Cost cost = estimate.of(new RequestSize(400, 0));

        assertThat(cost.output()).isEqualTo(70);
        assertThat(cost.doubt()).isGreaterThanOrEqualTo(70);
    }

    @Test
    void aBodyTooSmallToTellTeachesNothingOfBytes() {
        estimate.billed(new RequestSize(10, 0), new Usage(500, 20));

        assertThat(estimate.of(new RequestSize(4_000, 100)).input()).isEqualTo(1_000);
    }
}
