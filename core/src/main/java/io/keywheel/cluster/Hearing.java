package io.keywheel.cluster;

import io.keywheel.pool.KeyPool;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings to this node's pools what the cluster says. A pool or a key that only other members have is passed over. */
final class Hearing {
    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    private final Supplier<Map<String, KeyPool>> pools;
    private final Ledger ledger;
    private final InstantSource clock;
    private final String self;
    private final Takings takings = new Takings();

    /**
     * @param pools by name, none before this node joins
     * @param self this member's address
     */
    Hearing(Supplier<Map<String, KeyPool>> pools, Ledger ledger, InstantSource clock, String self) {
        this.pools = pools;
        this.ledger = ledger;
        this.clock = clock;
        this.self = self;
    }

    void heard(Change change) {
        if (ledger.heard(change)) bring(change.pool(), change.key(), change::adoptedBy);
    }

    /** What a member took; each owns what it says of itself. */
    void heard(SpentKey key, Spent said) {
        if (key.member().equals(self)) return;
        takings.heard(key, said, clock.millis()).ifPresent(taking -> bring(key.pool(), key, taking.of(key)));
    }

    private void bring(String name, Object key, Consumer<KeyPool> word) {
        KeyPool pool = pools.get().get(name);
        if (pool == null || pool.keys().isEmpty()) return;
        try {
            word.accept(pool);
        } catch (RuntimeException e) {
            // Another member's words, perhaps of another version, must not end what this one does.
            LOG.warn("Passed over what another member said of {}", key, e);
        }
    }
}
