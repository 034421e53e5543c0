package io.keywheel.cluster;

import io.keywheel.pool.KeyPool;
import io.keywheel.pool.Spending;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks this node's pools what they took of limits and were told of them, on a thread of its own, and enters it in the ledger. */
final class Bookkeeper implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Bookkeeper.class);
    private static final long EVERY_MILLIS = 250;

    private final Supplier<Map<String, KeyPool>> pools;
    private final Ledger ledger;
    private final InstantSource clock;
    private final String self;
    private final long run = ThreadLocalRandom.current().nextLong();
    private final Map<SpentKey, Spent> entered = new HashMap<>();
    private long askedAt;

    /**
     * @param pools by name
     * @param self this member's address
     */
    Bookkeeper(Supplier<Map<String, KeyPool>> pools, Ledger ledger, InstantSource clock, String self) {
        this.pools = pools;
        this.ledger = ledger;
        this.clock = clock;
        this.self = self;
        this.askedAt = clock.millis();
    }

    @Override
    public void run() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
                askAll();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not more often than four times a second. */
    void askAll() {
        long now = clock.millis();
        pools.get().forEach((name, pool) -> {
            try {
                for (Spending news : pool.spending()) enter(name, news);
            } catch (RuntimeException e) {
                LOG.warn("What the pool of {} took is not known to the other members", name, e);
            }
        });
        askedAt = now;
    }

    private void enter(String pool, Spending news) {
        enter(new SpentKey(pool, news.scope(), news.dimension(), self), news);
        BudgetKey limit = new BudgetKey(pool, news.scope(), news.dimension());
        news.told().ifPresent(told -> ledger.learned(new BudgetChange(limit, told)));
    }

    private void enter(SpentKey key, Spending news) {
        Spent last = entered.getOrDefault(key, new Spent(run, 0, 0, askedAt, askedAt));
        if (news.total() == last.total()) return;
        Spent next = new Spent(run, last.number() + 1, news.total(), askedAt, news.at());
        entered.put(key, next);
        ledger.learned(new SpentChange(key, next));
    }
}
