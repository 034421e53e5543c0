package io.keywheel.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a pool says for the other members of what it took. */
class SpendingTest {
    private static final Account ONE_PROJECT = new Account("", "proj_made_up");

    private final ManualClock clock = new ManualClock();
    private final Map<String, Double> totals = new HashMap<>();

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

    /** What the pool has ever said that it took, in whatever name. */
    private double said(KeyPool pool) {
        for (Spending one : pool.spending()) totals.put(one.scope().subject(), one.total());
        return totals.values().stream().mapToDouble(total -> total).sum();
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
        double before = said(pool);
        double after = before;
        for (int left = 80; left > 70; left--) {
            served(pool, left);
            after = said(pool);
        }

        assertThat(pool.links()).hasSize(1);
        assertThat(totals).containsKeys("k1", "k2");
        assertThat(after - before).isEqualTo(10);
    }

    @Test
    void aLimitThatIsDeclaredAndToldIsTakenOnce() {
        KeyPool pool = pool(new DeclaredLimit("k1", m -> true, Dimension.REQUESTS_PER_MINUTE, 100));
        Demand first = new Demand("m", RequestSize.UNKNOWN, Affinity.only("k1"));
        ((Lease) pool.acquire(first)).settle(Verdict.succeeded());
        Lease second = (Lease) pool.acquire(new Demand("m", RequestSize.UNKNOWN, Affinity.only("k1")));
        second.observed(List.of(new Observation(Dimension.REQUESTS_PER_MINUTE, 100, 98, 30_000)));
        second.settle(Verdict.succeeded());

        assertThat(pool.spending())
                .extracting(s -> s.scope().subject(), Spending::total)
                .containsOnly(tuple("k1", 2.0));
    }
}
