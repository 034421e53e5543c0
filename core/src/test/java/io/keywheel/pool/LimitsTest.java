package io.keywheel.pool;

import static io.keywheel.pool.TestPool.MINUTE;
import static io.keywheel.pool.TestPool.TOKENS;
import static io.keywheel.pool.TestPool.only;
import static io.keywheel.pool.TestPool.refusal;
import static io.keywheel.pool.TestPool.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Told, declared and counted limits, and what they let through. */
class LimitsTest {
    private static final Dimension DAY = Dimension.REQUESTS_PER_DAY;

    private final TestPool test = new TestPool(1, PoolRules.STANDARD);

    private static Observation tokensLeft(double limit, double left, long reset) {
        return new Observation(TOKENS, limit, left, reset);
    }

    private TestPool declared(long limit) {
        return new TestPool(1, TestPool.rules(Policy.STICKY, new DeclaredLimit("", m -> true, MINUTE, limit)));
    }

    @Test
    void tokensThatAnAnswerWasBilledLessAreLeftWhereNoHeaderTellsThem() {
        Lease first = test.lease(tokens(100));
        first.settle(refusal(TOKENS, 1_000, 0, 100, 0));
        test.clock.pass(1);
        Demand next = new Demand("m", new RequestSize(400, 700), Affinity.NONE);
        Lease large = test.lease(new Demand("m", new RequestSize(400, 800), Affinity.NONE));
        Obstacle before = test.obstacle("k1", next);
        large.used(new Usage(100, 50));

        large.settle(Verdict.succeeded());

        assertThat(before).isEqualTo(Obstacle.PERHAPS_TOO_LITTLE_LEFT);
        assertThat(test.obstacle("k1", next)).isEqualTo(Obstacle.NONE);
    }

    @Test
    void whereHeadersTellWhatIsLeftTheBillChangesNothing() {
        Lease large = test.lease(new Demand("m", new RequestSize(400, 800), Affinity.NONE));
        large.observed(List.of(tokensLeft(1_000, 100, 50_000)));
        large.used(new Usage(100, 50));

        large.settle(Verdict.succeeded());

        assertThat(test.serves(new Demand("m", new RequestSize(400, 700), Affinity.NONE)))
                .isFalse();
    }

    @Test
    void whatARefusalCallsAMinutesLimitIsTheOneThatHeadersCallADays() {
        test.served(new Demand("m"), new Observation(DAY, 10, 4, 30_000));
        test.lease(new Demand("m")).settle(refusal(MINUTE, 10, 10, 1, 20_000));
        test.clock.pass(20_200);

        test.served(new Demand("m"), new Observation(DAY, 10, 9, 59_000));

        assertThat(test.pool.spending()).extracting(Spending::dimension).containsExactly(DAY);
        for (int i = 0; i < 9; i++) assertThat(test.serves(new Demand("m"))).isTrue();
        assertThat(test.pool.acquire(new Demand("m"))).isInstanceOf(Exhausted.class);
    }

    @Test
    void aDeclaredLimitBindsThoughNobodyElseKnowsIt() {
        TestPool five = declared(5);
        int served = 0;
        while (five.serves(new Demand("m"))) served++;

        assertThat(served).isEqualTo(5);
        assertThat(five.refused(new Demand("m")).soonest().orElseThrow() - five.clock.millis())
                .isBetween(11_000L, 13_000L);
    }

    @Test
    void aDeclaredLimitIsNotLoosenedByServing() {
        TestPool five = declared(5);
        int served = 0;
        for (int second = 0; second < 3_600; second++) {
            while (five.pool.acquire(new Demand("m")) instanceof Lease lease) {
                lease.settle(Verdict.succeeded());
                served++;
            }
            five.clock.pass(1_000);
        }

        assertThat(served).isBetween(270, 305);
    }

    @Test
    void aDeclaredLimitIsOfTheGroupAndTheModelsThatItNames() {
        DeclaredLimit one = new DeclaredLimit("k1", "m"::equals, MINUTE, 1);
        TestPool two = new TestPool(1, TestPool.rules(Policy.STICKY, one));
        two.served("m");

        assertThat(two.serves(new Demand("m"))).isFalse();
        assertThat(two.serves(new Demand("n"))).isTrue();
    }

    @Test
    void aRefusalOfAHugePromptLeavesTheKeyToSmallOnes() {
        for (int i = 0; i < 5; i++) test.served(tokens(100), tokensLeft(10_000, 5_000 - 100 * i, 50_000));

        test.lease(tokens(4_550)).settle(refusal(TOKENS, 10_000, 5_500, 4_550, 10_000));

        assertThat(test.serves(tokens(100))).isTrue();
        assertThat(test.serves(tokens(5_000))).isFalse();
    }

    @Test
    void aLargerRequestsLongerWaitDoesNotBindTheSmallerOneThatWasRefusedAfterIt() {
        for (int i = 0; i < 5; i++) test.served(tokens(100), tokensLeft(10_000, 9_000 - 100 * i, 50_000));
        Lease large = test.lease(tokens(5_000));
        Lease small = test.lease(tokens(3_000));
        large.settle(refusal(TOKENS, 10_000, 6_000, 5_000, 40_000));
        small.settle(refusal(TOKENS, 10_000, 7_500, 3_000, 5_000));
        test.clock.pass(5_100);
        Lease told = test.lease(tokens(100));

        told.observed(List.of(tokensLeft(10_000, 9_000, 3_000)));
        told.settle(Verdict.succeeded());

        assertThat(test.serves(tokens(3_500))).isTrue();
    }

    @Test
    void aSmallRequestGoesWhereTokensAreScarceAndALargeOneWhereRequestsAre() {
        TestPool two = new TestPool(2, PoolRules.STANDARD);
        two.served(only("k1"), new Observation(MINUTE, 20, 18, 30_000), tokensLeft(1_000_000, 990_000, 30_000));
        two.served(only("k2"), new Observation(MINUTE, 10_000, 9_000, 30_000), tokensLeft(10_000, 9_500, 30_000));
        for (int i = 0; i < 17; i++) two.served(only("k1"), new Observation(MINUTE, 20, 17 - i, 30_000));

        Lease small = two.lease(tokens(10));
        Lease large = two.lease(tokens(5_000));

        assertThat(small.key().id()).isEqualTo("k2");
        assertThat(large.key().id()).isEqualTo("k1");
    }

    @Test
    void modelsOfOneFamilyShareTheirLimits() {
        Counting families = new Counting(false, model -> model.substring(0, 1), false, d -> RefillKind.UNKNOWN, true);
        TestPool shared = new TestPool(1, TestPool.counting(families));

        shared.served(new Demand("m-large"), TestPool.left(0, 30_000));

        assertThat(shared.serves(new Demand("m-small"))).isFalse();
        assertThat(shared.serves(new Demand("n-small"))).isTrue();
    }

    @Test
    void whereAProviderCountsAllModelsTogetherTheyShareTheirLimits() {
        Counting together = new Counting(true, m -> m, false, d -> RefillKind.UNKNOWN, true);
        TestPool shared = new TestPool(1, TestPool.counting(together));

        shared.served(new Demand("m"), TestPool.left(0, 30_000));

        assertThat(shared.serves(new Demand("n"))).isFalse();
    }
}
