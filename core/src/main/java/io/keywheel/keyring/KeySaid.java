package io.keywheel.keyring;

import io.keywheel.admin.port.KeyPatch;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.QuotaGroup;
import io.keywheel.pool.Secret;
import java.util.Optional;

/**
 * What a record says of a key that was made through the API; whether it is enabled says the record itself.
 *
 * @param removal set while its removal can be taken back
 */
record KeySaid(String provider, Secret secret, Traits traits, Optional<Removal> removal) {
    static final String SOURCE = "api";

    /**
     * What operators choose.
     *
     * @param group declared; empty: its own
     */
    record Traits(Optional<String> label, Optional<String> group, Optional<Integer> weight) {
        static final Traits NONE = new Traits(Optional.empty(), Optional.empty(), Optional.empty());

        /** What they are after the patch. */
        Traits patched(KeyPatch patch) {
            Traits kept = patch.ownGroup() ? new Traits(label, Optional.empty(), weight) : this;
            return new Traits(patch.label(), patch.quotaGroup(), patch.weight()).over(kept);
        }

        /** These, and of the others what these leave open. */
        Traits over(Traits others) {
            return new Traits(label.or(others::label), group.or(others::group), weight.or(others::weight));
        }
    }

    /**
     * A removal that can be taken back.
     *
     * @param at when it is final, in milliseconds since 1970
     * @param enabled whether the key was, before
     */
    record Removal(long at, boolean enabled) {}

    KeySaid with(Optional<Removal> other) {
        return new KeySaid(provider, secret, traits, other);
    }

    PoolKey key(String id, boolean enabled) {
        QuotaGroup group = traits.group().map(QuotaGroup::declared).orElseGet(() -> QuotaGroup.own(id));
        return new PoolKey(
                id,
                provider,
                traits.label().orElse(id),
                secret,
                group,
                traits.weight().orElse(1),
                SOURCE,
                enabled);
    }
}
