package io.keywheel.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Demand;
import io.keywheel.pool.Dimension;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.Lease;
import io.keywheel.pool.Observation;
import io.keywheel.pool.PoolListener;
import io.keywheel.pool.PoolShare;
import io.keywheel.pool.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BookkeeperTest {
    private long now = 1_000_000;
    private final InstantSource clock = () -> Instant.ofEpochMilli(now);
    private final KeyPool pool = new KeyPool("p", TestNode.keys(1), clock, PoolShare.ALONE, PoolListener.NONE);
    private final Ledger ledger = new Ledger(100, clock);
    private final Bookkeeper bookkeeper = new Bookkeeper(() -> Map.of("p", pool), ledger, clock, "127.0.0.1:1");

    private void served(double left) {
        Lease lease = (Lease) pool.acquire(new Demand("m"));
        now += 10;
        lease.observed(List.of(new Observation(Dimension.REQUESTS_PER_MINUTE, 100, left, 30_000)));
        lease.settle(Verdict.succeeded());
    }

    /** What there is to tell once the pool was asked, a quarter of a second later. */
    private List<Change> asked() throws InterruptedException {
        now += 250;
        bookkeeper.askAll();
        return List.of(ledger.next(), ledger.next());
    }

    @Test
    void whatWasTakenAndWhatWasToldAreEnteredWithTheTimeInWhichItWas() throws Exception {
        served(99);
        List<Change> first = asked();
        long between = now;
        served(98);
        served(97);
        List<Change> second = asked();

        assertThat(first.get(0)).isInstanceOfSatisfying(SpentChange.class, said -> {
            assertThat(said.key().member()).isEqualTo("127.0.0.1:1");
            assertThat(said.spent()).isEqualTo(new Spent(said.spent().run(), 1, 1, 1_000_000, between));
        });
        assertThat(second.get(0))
                .isInstanceOfSatisfying(
                        SpentChange.class,
                        said -> assertThat(said.spent())
                                .isEqualTo(new Spent(said.spent().run(), 2, 3, between, now)));
        assertThat(second.get(1))
                .isInstanceOfSatisfying(
                        BudgetChange.class,
                        told -> assertThat(told.told().remaining()).isEqualTo(97));
    }

    @Test
    void whereNothingHappenedThereIsNothingToTell() throws Exception {
        served(99);
        asked();
        List<Change> before = ledger.standing();
        bookkeeper.askAll();
        assertThat(ledger.standing()).isEqualTo(before);
    }
}
