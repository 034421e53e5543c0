package io.keywheel.config;

import io.keywheel.pool.PoolKey;
import java.util.List;

/**
 * The keys of one provider, in the order of their sources.
 *
 * @param whole whether every key that was given is there; where one is not, what speaks of keys cannot be judged
 */
record ProviderKeys(String provider, List<PoolKey> keys, boolean whole) {

    private static final int MOST_NAMED = 20;

    ProviderKeys {
        keys = List.copyOf(keys);
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The id of the key that has this id, or else alone this label. */
    String idOf(String idOrLabel) throws Unfit {
        List<String> ids = keys.stream().map(PoolKey::id).toList();
        if (ids.contains(idOrLabel)) return idOrLabel;
        List<String> labelled = keys.stream()
                .filter(key -> key.label().equals(idOrLabel))
                .map(PoolKey::id)
                .toList();
        if (labelled.size() == 1) return labelled.get(0);
        if (ids.isEmpty()) throw new Unfit(provider + " has no key", "Set one, or leave this out.");
        if (labelled.isEmpty()) throw new Unfit("no key of " + provider + " has this id or label", oneOf(ids));
        throw new Unfit("several keys of " + provider + " have this label", oneOf(labelled));
    }

    /** The quota group of that name, a key's own by the key's id. */
    String groupOf(String groupOrId) throws Unfit {
        List<String> groups =
                keys.stream().map(key -> key.group().name()).distinct().toList();
        if (groups.contains(groupOrId)) return groupOrId;
        for (PoolKey key : keys)
            if (key.id().equals(groupOrId))
                throw new Unfit(
                        "this key shares the limits of its quota group",
                        "Name the group: " + key.group().name() + ".");
        if (groups.isEmpty()) throw new Unfit(provider + " has no key", "Set one, or leave this out.");
        throw new Unfit("no key of " + provider + " is in such a group or has such an id", oneOf(groups));
    }

    private static String oneOf(List<String> names) {
        boolean few = names.size() <= MOST_NAMED;
        return "Use one of " + String.join(", ", few ? names : names.subList(0, MOST_NAMED)) + (few ? "." : " …");
    }
}
