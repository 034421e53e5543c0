package io.keywheel.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Account;
import io.keywheel.pool.Affinity;
import io.keywheel.pool.Demand;
import io.keywheel.pool.Exhausted;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.Lease;
import io.keywheel.pool.Link;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.PoolListener;
import io.keywheel.pool.PoolShare;
import io.keywheel.pool.RequestSize;
import io.keywheel.pool.Verdict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a pool may rely on, alone or together. */
interface PoolShareContract {

    PoolShare share();

    private KeyPool pool() {
        return new KeyPool("contract", TestNode.keys(2), InstantSource.system(), share(), PoolListener.NONE);
    }

    private static void refuse(KeyPool pool, String model) {
        ((Lease) pool.acquire(new Demand(model))).settle(TestNode.rateLimited(Duration.ofMinutes(1)));
    }

    /** Of 400 models the slowest few may have met a pause of the machine; a call that waits would be slow for all. */
    @Test
    default void tellingTakesNoTime() {
        KeyPool pool = pool();
        long[] nanos = new long[400];
        for (int i = 0; i < nanos.length; i++) {
            long before = System.nanoTime();
            refuse(pool, "model-" + i);
            nanos[i] = System.nanoTime() - before;
        }
        Arrays.sort(nanos);
        assertThat(Duration.ofNanos(nanos[(int) (nanos.length * 0.95)])).isLessThan(Duration.ofMillis(5));
    }

    @Test
    default void whatThePoolDecidedStandsHoweverTheTellingGoes() {
        KeyPool pool = pool();
        refuse(pool, "m");
        Lease second = (Lease) pool.acquire(new Demand("m"));
        assertThat(pool.numberOf(second.key())).isEqualTo(2);
        second.settle(TestNode.rateLimited(Duration.ofMinutes(2)));
        assertThat(pool.acquire(new Demand("m"))).isInstanceOf(Exhausted.class);
    }

    @Test
    default void aLinkHoldsHoweverTheTellingGoes() {
        KeyPool pool = pool();
        for (PoolKey key : pool.keys()) {
            Demand demand = new Demand("m", RequestSize.UNKNOWN, Affinity.only(key.id()));
            Lease lease = (Lease) pool.acquire(demand);
            lease.answeredFor(new Account("", "proj_made_up"));
            lease.settle(Verdict.succeeded());
        }
        assertThat(pool.links()).singleElement().matches(Link::holds);
    }
}
