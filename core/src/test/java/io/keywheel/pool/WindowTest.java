package io.keywheel.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a fixed window ends, and how the next one is entered. */
class WindowTest {
    private static final Cost ONE = new Cost(1, 0, 0);

    private final Usual usual = new Usual(RefillKind.WINDOW);
    private final Window window = new Window(usual);

    private static Window ended(Window window, long at) {
        if (window.hasEnded(at)) window.next(at);
        return window;
    }

    @Test
    void anEndIsAnIntervalThatLaterAnswersNarrow() {
        window.resets(1_000, 0, 100);

        window.resets(950, 90, 120);

        assertThat(window.endEarly()).isEqualTo(1_034);
        assertThat(window.endLate()).isEqualTo(1_076);
    }

    @Test
    void anAnswerDuringWhichTheWindowMayHaveEndedTellsNothing() {
        assertThat(window.resets(50, 0, 100)).isFalse();
        assertThat(window.isKnown()).isFalse();
    }

    @Test
    void twoEndsTellThePeriod() {
        window.resets(1_000, 0, 0);
        ended(window, 1_200).resets(1_000, 5_000, 5_000);

        assertThat(window.period()).isEqualTo(5_000);
    }

    @Test
    void aLimitThatSawOneEndHasThePeriodOfThePoolsOthers() {
        window.resets(1_000, 0, 0);
        ended(window, 1_200).resets(1_000, 5_000, 5_000);
        Window other = new Window(usual);
        other.resets(2_000, 0, 0);

        ended(other, 2_100);

        assertThat(other.endLate()).isBetween(7_000L, 7_020L);
    }

    @Test
    void windowsThatPassedUnseenDoNotMakeThePeriodLonger() {
        window.resets(1_000, 0, 0);
        ended(window, 1_200).resets(1_000, 5_000, 5_000);
        Window seldom = new Window(usual);
        seldom.resets(1_000, 0, 0);
        ended(seldom, 1_200);
        seldom.resets(1_000, 20_000, 20_000);

        ended(seldom, 21_100);

        assertThat(seldom.period()).isEqualTo(5_000);
    }

    @Test
    void whatWasSentBeforeAnEndThatTurnsOutToBeLaterDoesNotCountAfterIt() {
        window.resets(1_000, 0, 100);
        window.charged(40, 1_020);

        window.resets(90, 1_020, 1_030);

        assertThat(window.next(1_200)).isZero();
    }

    @Test
    void aWindowThatHasBegunByReckoningAloneIsEnteredByAFewFirst() {
        Budget budget = new Budget(Dimension.TOKENS_PER_MINUTE, usual, 100, 0);
        budget.observed(new Observation(Dimension.TOKENS_PER_MINUTE, 100, 0, 1_000), budget.charge(1, 0), 20);
        int first = 0;
        while (budget.outlook().covers(ONE, 1_100) == Cover.YES && first < 100) {
            budget.charge(1, 1_100);
            first++;
        }
        Mark scout = budget.charge(1, 1_100);

        budget.observed(new Observation(Dimension.TOKENS_PER_MINUTE, 100, 88, 990), scout, 1_110);

        assertThat(first).isEqualTo(10);
        assertThat(budget.outlook().covers(new Cost(80, 0, 0), 1_110)).isEqualTo(Cover.YES);
    }
}
