package io.keywheel.config;

import io.keywheel.pool.PoolKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which configured keys came, went or are other than before; a key is the same as long as its id is.
 *
 * @param reordered whether those that stay have another order
 */
public record KeyChanges(
        List<PoolKey> added, List<PoolKey> removed, List<Change> changed, List<PoolKey> unchanged, boolean reordered) {

    /** A key before and after. */
    public record Change(PoolKey before, PoolKey after) {}

    public KeyChanges {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
        unchanged = List.copyOf(unchanged);
    }

    static KeyChanges between(Settings before, Settings after) {
        Map<String, PoolKey> old = byId(before);
        Map<String, PoolKey> now = byId(after);
        List<PoolKey> added = new ArrayList<>();
        List<Change> changed = new ArrayList<>();
        List<PoolKey> unchanged = new ArrayList<>();
        now.forEach((id, key) -> {
            PoolKey was = old.get(id);
            if (was == null) added.add(key);
            else if (was.equals(key)) unchanged.add(key);
            else changed.add(new Change(was, key));
        });
        List<PoolKey> removed =
                old.values().stream().filter(key -> !now.containsKey(key.id())).toList();
        return new KeyChanges(
                added, removed, changed, unchanged, !order(old, now).equals(order(now, old)));
    }

    private static List<String> order(Map<String, PoolKey> of, Map<String, PoolKey> in) {
        return of.keySet().stream().filter(in::containsKey).toList();
    }

    private static Map<String, PoolKey> byId(Settings settings) {
        Map<String, PoolKey> keys = new LinkedHashMap<>();
        settings.providers().forEach(pooled -> pooled.keys().forEach(key -> keys.put(key.id(), key)));
        return keys;
    }

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty() && !reordered;
    }
}
