package io.keywheel;

import io.keywheel.admin.local.KeyViews;
import io.keywheel.admin.port.KeyState;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.PoolKey;
import io.keywheel.usage.LaneBook;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What state the pools' keys are in. Belongs to one thread. */
final class PoolStates implements LaneBook.Keys {
    private record Held(KeyPool pool, PoolKey key) {}

    private final Collection<KeyPool> pools;
    private Map<String, Held> held = Map.of();

    PoolStates(Collection<KeyPool> pools) {
        this.pools = pools;
    }

    /** Asked first at each look. */
    @Override
    public List<String> ids() {
        Map<String, Held> now = new HashMap<>();
        for (KeyPool pool : pools) for (PoolKey key : pool.keys()) now.put(key.id(), new Held(pool, key));
        held = now;
        return List.copyOf(now.keySet());
    }

    @Override
    public Optional<KeyState> state(String id) {
        return Optional.ofNullable(held.get(id))
                .map(h -> KeyViews.state(h.pool().report(h.key())));
    }
}
