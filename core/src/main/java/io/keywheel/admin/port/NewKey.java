package io.keywheel.admin.port;

import io.keywheel.pool.Secret;
import java.util.Optional;

/** A key that somebody wants to have; without an id it gets the one of its secret. */
public record NewKey(String provider, Secret secret, Optional<String> id, Traits traits) {

    /** What people may choose about a key. */
    public record Traits(
            Optional<String> label, Optional<String> quotaGroup, Optional<Integer> weight, boolean enabled) {
        public static final Traits USUAL = new Traits(Optional.empty(), Optional.empty(), Optional.empty(), true);
    }
}
