package io.keywheel.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a pool says for the other members of what it took. */
class SpendingTest {
    private static final Account ONE_PROJECT = new Account("", "proj_made_up");

    private final ManualClock clock = new ManualClock();

    private KeyPool pool(DeclaredLimit... declared) {
        PoolRules rules = new PoolRules(Policy.ROUND_ROBIN, Counting.UNKNOWN, List.of(declared));
        return new KeyPool("groq", KeyPoolTest.keys(2), rules, clock, PoolShare.ALONE, PoolListener.NONE);
    }

    /** A request of which the answer says how many of 100 are left. */
    private void served(KeyPool pool, int left) {
        Lease lease = (Lease) pool.acquire(new Demand("m"));
        clock.pass(1);
        lease.observed(List.of(new Observation(Dimension.REQUESTS_PER_MINUTE, 100, left, 30_000)));
        lease.settle(Verdict.succeeded());
    }

    @Test
    void whatLinkedGroupsTakeIsSaidOnceWhicheverOfThemSpeaks() {
        KeyPool pool = pool();
        for (int i = 0; i < 4; i++) served(pool, 90);
        for (int i = 0; i < 2; i++) {
            Lease lease = (Lease) pool.acquire(new Demand("m"));
            lease.answeredFor(ONE_PROJECT);
            lease.settle(Verdict.succeeded());
        }
        double before = sum(pool);
        for (int left = 80; left > 70; left--) {
            served(pool, left);
            sum(pool);
        }
        double after = sumOfAll;

        assertThat(pool.links()).hasSize(1);
        assertThat(after - before).isEqualTo(10);
    }

    private final java.util.Map<String, Double> totals = new java.util.HashMap<>();
    private double sumOfAll;

    private double sum(KeyPool pool) {
        for (Spending one : pool.spending()) totals.put(one.scope().subject(), one.total());
        sumOfAll = totals.values().stream().mapToDouble(Double::doubleValue).sum();
        return sumOfAll;
    }

    @Test
    void aLimitThatIsDeclaredAndToldIsTakenOnce() {
        KeyPool pool = pool(new DeclaredLimit("k1", m -> true, Dimension.REQUESTS_PER_MINUTE, 100));
        Lease lease = (Lease) pool.acquire(new Demand("m"));
        lease.observed(List.of(new Observation(Dimension.REQUESTS_PER_MINUTE, 100, 99, 30_000)));
        lease.settle(Verdict.succeeded());

        assertThat(pool.spending())
                .extracting(s -> s.scope().subject(), Spending::total)
                .containsOnly(tuple("k1", 1.0));
    }
}
