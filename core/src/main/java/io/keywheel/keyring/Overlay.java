package io.keywheel.keyring;

import io.keywheel.pool.PoolKey;
import io.keywheel.pool.QuotaGroup;

/**
 * What the API changed of a configured key.
 *
 * @param ownGroup whether it left the group that its source names
 * @param enabled as the record says
 */
record Overlay(KeySaid.Traits traits, boolean ownGroup, boolean enabled) {
    static final Overlay NONE = new Overlay(KeySaid.Traits.NONE, false, true);

    /** A key that its source disables stays so until the source says otherwise. */
    PoolKey over(PoolKey configured) {
        QuotaGroup group = ownGroup
                ? QuotaGroup.own(configured.id())
                : traits.group().map(QuotaGroup::declared).orElse(configured.group());
        return new PoolKey(
                configured.id(),
                configured.provider(),
                traits.label().orElse(configured.label()),
                configured.secret(),
                group,
                traits.weight().orElse(configured.weight()),
                configured.source(),
                configured.enabled() && enabled);
    }
}
