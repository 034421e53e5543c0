package io.keywheel.pool;

import static io.keywheel.pool.TestPool.left;
import static io.keywheel.pool.TestPool.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys that turn out to share a quota count once; where that was wrong, no capacity is lost after one rest. */
class LinkedQuotasTest {
    private static final long HOUR = 3_600_000;
    private static final Account ONE = new Account("org_made_up", "");
    private static final Counting PER_ORGANISATION = new Counting(false, m -> m, true, d -> RefillKind.UNKNOWN, true);

    private final TestPool test = new TestPool(3, TestPool.counting(PER_ORGANISATION));

    /** All three are answered in the name of one organisation; the first has nothing left for a minute. */
    private void linkedAndUsedUp(TestPool of) {
        for (PoolKey key : of.pool.keys()) of.named(only(key.id()), ONE);
        of.served(only("k1"), left(0, 60_000));
        of.clock.pass(100);
    }

    @Test
    void whatOneWasToldHoldsForTheOther() {
        linkedAndUsedUp(test);

        assertThat(test.pool.links()).hasSize(2);
        assertThat(test.obstacle("k2", new Demand("m"))).isEqualTo(Obstacle.TOO_LITTLE_LEFT);
    }

    @Test
    void projectsWithQuotasOfTheirOwnAllServeWithinOneRestOfTheFirst() {
        linkedAndUsedUp(test);
        List<String> served = new ArrayList<>();
        while (test.pool.acquire(new Demand("m")) instanceof Lease lease) {
            lease.observed(List.of(left(served.contains(lease.key().id()) ? 0 : 1, 60_000)));
            lease.settle(Verdict.succeeded());
            served.add(lease.key().id());
        }

        assertThat(served).contains("k2", "k3").doesNotContain("k1");
        assertThat(test.pool.links()).filteredOn(Link::holds).isEmpty();
    }

    @Test
    void anIdThatRepeatsByChanceIsGivenUpAsSoonAsFiguresContradict() {
        for (String key : List.of("k1", "k2")) test.named(only(key), ONE);
        test.served(only("k1"), left(2, 60_000));

        test.served(only("k2"), left(9, 60_000));

        assertThat(test.pool.links()).noneMatch(Link::holds);
        assertThat(test.obstacle("k1", new Demand("m"))).isEqualTo(Obstacle.NONE);
    }

    @Test
    void aGroupThatTellsNothingIsComparedByAnOrdinaryRequestWhileLittleIsLeft() {
        TestPool two = new TestPool(2, TestPool.counting(PER_ORGANISATION));
        for (String key : List.of("k2", "k1")) two.named(only(key), ONE, left(9, 60_000));
        String whileMuchIsLeft = two.served(new Demand("m"), left(3, 60_000));

        String whileLittleIsLeft = two.served(new Demand("m"), left(9, 60_000));

        assertThat(List.of(whileMuchIsLeft, whileLittleIsLeft)).containsExactly("k1", "k2");
        assertThat(two.pool.links()).noneMatch(Link::holds);
    }

    @Test
    void aLargeAnswerThatNeverCameIsNoContradiction() {
        for (String key : List.of("k1", "k2")) test.named(only(key), ONE);
        test.served(only("k1"), left(9, 60_000));
        for (int i = 0; i < 6; i++) test.lease(only("k1")).settle(Verdicts.failed());

        test.served(only("k2"), left(8, 60_000));

        assertThat(test.pool.links()).filteredOn(Link::holds).hasSize(1);
    }

    @Test
    void aTrueLinkIsTestedAtItsFirstRestAndThenAtIntervalsThatDouble() {
        TestPool two = new TestPool(2, TestPool.counting(PER_ORGANISATION));
        for (PoolKey key : two.pool.keys()) two.named(only(key.id()), ONE);
        List<Long> tests = new ArrayList<>();
        long start = two.clock.millis();
        while (two.clock.millis() < start + HOUR) {
            two.served(only("k1"), left(0, 9_000));
            two.clock.pass(100);
            Lease test = two.pool.acquire(new Demand("m")) instanceof Lease lease ? lease : null;
            if (test != null) {
                tests.add((two.clock.millis() - start) / 1_000);
                two.clock.pass(1);
                test.observed(List.of(left(0, 8_900)));
                test.settle(Verdicts.rateLimited(8_900));
            }
            two.clock.pass(20_000);
        }

        assertThat(tests).hasSizeBetween(5, 9);
        assertThat(tests.get(1) - tests.get(0)).isLessThan(90);
        for (int i = 3; i < tests.size(); i++) {
            assertThat((double) (tests.get(i) - tests.get(i - 1)))
                    .isGreaterThan(1.5 * (tests.get(i - 1) - tests.get(i - 2)) - 25);
        }
    }

    @Test
    void afterASurpriseOneRequestHearsWhoseAnUnknownKeyIs() {
        TestPool two = new TestPool(2, TestPool.counting(PER_ORGANISATION));
        two.served(only("k2"), left(0, 60_000));
        two.served(only("k1"), left(5, 60_000));
        two.lease(only("k1")).settle(Verdicts.rateLimited(60_000).with(java.util.Optional.empty(), ONE));

        Lease hears = two.lease(new Demand("m"));
        hears.settle(Verdicts.rateLimited(60_000).with(java.util.Optional.empty(), ONE));

        assertThat(hears.key().id()).isEqualTo("k2");
        assertThat(two.pool.links())
                .singleElement()
                .satisfies(link -> assertThat(link.holds()).isTrue());
    }
}
