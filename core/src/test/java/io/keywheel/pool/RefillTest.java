package io.keywheel.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Bucket or window: the answers tell, not the label. */
class RefillTest {
    private static final double LIMIT = 100;
    private static final double FILL = 5_000;

    private final Usual usual = new Usual(RefillKind.UNKNOWN);
    private final Refill refill = new Refill(usual);

    private void answer(double used, double reset, long at) {
        refill.observed(
                new Observation(Dimension.REQUESTS_PER_DAY, LIMIT, Math.floor(LIMIT - used), Math.round(reset)),
                at,
                at + 20);
    }

    @Test
    void aWindowIsKnownByAnEndThatStays() {
        for (int i = 1; i <= 4; i++) answer(10 * i, FILL - 300 * i, 300L * i);

        assertThat(refill.isDecided()).isTrue();
        assertThat(refill.isBucket()).isFalse();
    }

    @Test
    void aBucketIsKnownByTheTimeInWhichItFills() {
        for (int i = 1; i <= 4; i++) answer(10 * i, 10 * i * FILL / LIMIT, 300L * i);

        assertThat(refill.isDecided()).isTrue();
        assertThat(refill.isBucket()).isTrue();
        assertThat(refill.fillMillis(LIMIT)).isBetween(FILL, FILL * 1.1);
    }

    @Test
    void untilItIsKnownItIsWhatTheOthersAre() {
        answer(10, FILL / 10, 0);
        assertThat(refill.isBucket()).isFalse();

        Refill another = new Refill(usual);
        another.vote(true);
        another.vote(true);

        assertThat(refill.isBucket()).isTrue();
    }

    @Test
    void anAnswerThatTellsNoResetTellsNothingOfTheRefill() {
        for (int i = 1; i <= 4; i++) answer(10 * i, 0, 300L * i);

        assertThat(refill.isDecided()).isFalse();
    }
}
