package io.keywheel.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is left, between what was told and what was sent since. */
class BudgetTest {
    private static final Dimension DAY = Dimension.TOKENS_PER_DAY;

    private final Budget budget = new Budget(DAY, new Usual(RefillKind.UNKNOWN), 100, 0);

    private static Cost tokens(double count) {
        return new Cost(count, 0, 0);
    }

    private static Observation told(double remaining, long reset) {
        return new Observation(DAY, 100, remaining, reset);
    }

    @Test
    void whatIsSentIsTakenAtOnce() {
        budget.charge(30, 0);

        assertThat(budget.left(0)).isEqualTo(70);
        assertThat(budget.outlook().covers(tokens(70), 0)).isEqualTo(Cover.YES);
        assertThat(budget.outlook().covers(tokens(71), 0)).isNotEqualTo(Cover.YES);
    }

    @Test
    void anAnswerThatLiesBetweenSendingAndArrivalConfirmsTheCount() {
        Mark first = budget.charge(1, 0);
        for (int i = 0; i < 9; i++) budget.charge(1, 10);

        budget.observed(told(99, 5_000), first, 50);

        assertThat(budget.left(50)).isEqualTo(90);
    }

    @Test
    void anAnswerThatWasFilledOnArrivalConfirmsItToo() {
        Mark first = budget.charge(1, 0);
        for (int i = 0; i < 9; i++) budget.charge(1, 10);

        budget.observed(told(90, 5_000), first, 50);

        assertThat(budget.left(50)).isEqualTo(90);
    }

    @Test
    void anAnswerOutsideReplacesTheCountLessWhatWasSentSince() {
        Mark first = budget.charge(1, 0);
        budget.charge(1, 10);

        budget.observed(told(40, 5_000), first, 50);

        assertThat(budget.left(50)).isEqualTo(39);
    }

    @Test
    void ofTwoAnswersTheOneThatWasSentLaterCounts() {
        Mark early = budget.charge(1, 0);
        Mark late = budget.charge(1, 10);
        budget.observed(told(40, 5_000), late, 50);

        budget.observed(told(80, 5_000), early, 60);

        assertThat(budget.left(60)).isEqualTo(40);
    }

    @Test
    void aWindowIsWholeAgainAfterItsLastPossibleEnd() {
        Mark mark = budget.charge(1, 0);
        budget.observed(told(0, 1_000), mark, 40);

        assertThat(budget.outlook().covers(tokens(1), 1_040)).isEqualTo(Cover.NO);
        assertThat(budget.outlook().coveredAt(tokens(1), 500)).isBetween(1_040L, 1_060L);
        assertThat(budget.left(1_060)).isEqualTo(100);
    }

    @Test
    void whatIsSentWhileAWindowMayHaveEndedCountsInTheNext() {
        Mark mark = budget.charge(1, 0);
        budget.observed(told(50, 1_000), mark, 40);
        budget.charge(10, 1_010);

        assertThat(budget.left(1_100)).isEqualTo(90);
    }

    @Test
    void aRequestLargerThanTheLimitIsNeverCovered() {
        assertThat(budget.outlook().coveredAt(tokens(101), 0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aRefusalsWaitBindsOnlyRequestsAsLargeAsTheRefusedOne() {
        budget.refused(new LimitNumbers(100, OptionalLong.of(60), OptionalLong.of(70)), 9_000, 70, 0, 0);

        assertThat(budget.outlook().coveredAt(tokens(70), 0)).isBetween(9_000L, 9_010L);
        assertThat(budget.outlook().covers(tokens(40), 0)).isEqualTo(Cover.YES);
    }

    @Test
    void afterAWindowOfUnknownLengthTheProviderMayBeAsked() {
        Mark mark = budget.charge(1, 0);
        budget.observed(told(0, 1_000), mark, 40);
        budget.charge(100, 1_100);

        assertThat(budget.outlook().covers(tokens(1), 1_100)).isEqualTo(Cover.PERHAPS);
        assertThat(budget.outlook().coveredAt(tokens(1), 1_100)).isEqualTo(1_100);
    }

    @Test
    void whatOnlyADoubtfulEstimateSpeaksAgainstMayBeAsked() {
        Mark mark = budget.charge(1, 0);
        budget.observed(told(50, 9_000), mark, 40);

        assertThat(budget.outlook().covers(new Cost(60, 0, 20), 50)).isEqualTo(Cover.PERHAPS);
        assertThat(budget.outlook().covers(new Cost(80, 0, 20), 50)).isEqualTo(Cover.NO);
    }
}
