package io.keywheel.pool;

import static io.keywheel.pool.TestPool.left;
import static io.keywheel.pool.TestPool.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of the keys that can serve does, by each policy. */
class PoliciesTest {

    private static TestPool pool(Policy policy, int... weights) {
        TestPool test = new TestPool(TestPool.weighing(weights), TestPool.rules(policy));
        for (PoolKey key : test.pool.keys()) test.served(only(key.id()));
        return test;
    }

    private static List<String> served(TestPool test, int count) {
        List<String> served = new ArrayList<>();
        for (int i = 0; i < count; i++) served.add(test.served("m"));
        return served;
    }

    @Test
    void inTurnAKeyOfWeightThreeServesThreeOfFour() {
        TestPool test = new TestPool(TestPool.weighing(3, 1), TestPool.rules(Policy.ROUND_ROBIN));

        assertThat(TestPool.once(served(test, 400))).containsEntry("k1", 300).containsEntry("k2", 100);
    }

    @Test
    void inTurnAKeyThatRestedDoesNotMakeUpForTheTurnsItMissed() {
        TestPool test = pool(Policy.ROUND_ROBIN, 1, 1);
        test.lease(only("k1")).settle(Verdicts.rateLimited(1_000));
        served(test, 50);
        test.clock.pass(1_000);

        assertThat(TestPool.once(served(test, 10)).get("k1")).isBetween(4, 6);
    }

    @Test
    void keysOfOneGroupTakeTheirTurnsToo() {
        List<PoolKey> keys = KeyPoolTest.keys(3).stream()
                .map(k -> k.id().equals("k3") ? k : k.inGroup(QuotaGroup.declared("team")))
                .toList();
        TestPool test = new TestPool(keys, TestPool.rules(Policy.ROUND_ROBIN));

        assertThat(TestPool.once(served(test, 30)))
                .containsEntry("k1", 10)
                .containsEntry("k2", 10)
                .containsEntry("k3", 10);
    }

    @Test
    void theLeastUsedKeyIsTheOneWithTheFewestRequestsUnderWayByItsWeight() {
        TestPool test = pool(Policy.LEAST_USED, 2, 1);
        List<String> taken = new ArrayList<>();

        for (int i = 0; i < 9; i++) taken.add(test.lease(new Demand("m")).key().id());

        assertThat(TestPool.once(taken)).containsEntry("k1", 6).containsEntry("k2", 3);
    }

    @Test
    void headroomIsTheLargestPartLeftWhateverTheLimit() {
        TestPool test = pool(Policy.HEADROOM, 1, 1);
        test.served(only("k1"), new Observation(TestPool.MINUTE, 1_000, 300, 30_000));
        test.served(only("k2"), new Observation(TestPool.MINUTE, 10, 6, 30_000));

        assertThat(served(test, 1)).containsExactly("k2");
    }

    @Test
    void aSlowKeyIsAvoidedByTheFastest() {
        TestPool test = new TestPool(4, TestPool.rules(Policy.FASTEST));
        for (PoolKey key : test.pool.keys()) {
            Lease lease = test.lease(only(key.id()));
            test.clock.pass(key.id().equals("k2") ? 2_000 : 100);
            lease.observed(List.of());
            lease.settle(Verdict.succeeded());
        }

        int slow = TestPool.once(served(test, 400)).getOrDefault("k2", 0);

        // Only where both of the two at random are this one.
        assertThat(slow).isLessThan(60);
    }

    @Test
    void noPolicyChoosesAKeyOfWhichTooLittleIsLeftWhileAnotherServes() {
        for (Policy policy : Policy.values()) {
            TestPool test = pool(policy, 1, 9);
            test.served(only("k2"), left(0, 30_000));

            assertThat(served(test, 5)).as(policy.text()).containsOnly("k1");
        }
    }
}
