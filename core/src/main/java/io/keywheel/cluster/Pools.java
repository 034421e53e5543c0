package io.keywheel.cluster;

import io.keywheel.pool.KeyPool;
import io.keywheel.pool.Rest;
import io.keywheel.pool.Rotation;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pools of this node, as hearers of what the cluster says. A pool or a key that only other members have is passed over. */
record Pools(Map<String, KeyPool> byName) {
    private static final Logger LOG = LoggerFactory.getLogger(Pools.class);

    /** @param rest in pool time */
    void hear(RestKey key, Rest rest) {
        hear(key.pool(), pool -> pool.adopt(key.scope(), rest));
    }

    void hear(WheelKey key, Rotation rotation) {
        hear(key.pool(), pool -> pool.adopt(key.model(), rotation));
    }

    /** Another member's words must not end what this one does: it may be of another version. */
    private void hear(String name, Consumer<KeyPool> told) {
        KeyPool pool = byName.get(name);
        if (pool == null || pool.keys().isEmpty()) return;
        try {
            told.accept(pool);
        } catch (RuntimeException e) {
            LOG.warn("Passed over what another member said of pool {}", name, e);
        }
    }
}
