package io.keywheel.config;

import io.keywheel.pool.PoolKey;
import java.util.List;

/**
 * The keys of one provider, in the order of their sources.
 *
 * @param whole whether every key that was given is there; where one is not, what speaks of keys cannot be judged
 */
record ProviderKeys(String provider, List<PoolKey> keys, boolean whole) {

    ProviderKeys {
        keys = List.copyOf(keys);
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }
}
