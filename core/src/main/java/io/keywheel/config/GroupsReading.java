package io.keywheel.config;

import io.keywheel.pool.PoolKey;
import io.keywheel.pool.QuotaGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts the keys of one provider into the quota groups that their places are given. */
final class GroupsReading {
    private final Reading reading;
    private final Setting<GroupPlaces> setting;

    GroupsReading(Reading reading, ProviderSettings settings) {
        this.reading = reading;
        this.setting = settings.quotaGroups();
    }

    ProviderKeys of(ProviderKeys keys) {
        List<PoolKey> grouped = new ArrayList<>(keys.keys());
        reading.find(setting)
                .filter(places -> keys.whole())
                .ifPresent(places -> places.groupByPlace().forEach((place, name) -> join(grouped, place, name)));
        Set<String> declared = grouped.stream()
                .map(PoolKey::group)
                .filter(QuotaGroup::declared)
                .map(QuotaGroup::name)
                .collect(Collectors.toSet());
        // Who names a key's id as a group means: the same quota as that key.
        grouped.replaceAll(
                key -> declared.contains(key.group().name()) ? in(key.group().name(), key) : key);
        return new ProviderKeys(keys.provider(), grouped, keys.whole());
    }

    private void join(List<PoolKey> keys, int place, String name) {
        if (place > keys.size()) {
            String those = keys.isEmpty() ? "no key is set" : "the last one is key " + keys.size();
            reading.mistake(
                    setting, "it names key " + place + ", and " + those, "Count the keys from 1, as the log does.");
            return;
        }
        PoolKey key = keys.get(place - 1);
        boolean elsewhere = key.group().declared() && !key.group().name().equals(name);
        if (elsewhere)
            reading.mistake(
                    setting,
                    "key " + place + " is in the group " + key.group().name() + " already",
                    "Say in one place in which group it is.");
        keys.set(place - 1, in(name, key));
    }

    private static PoolKey in(String name, PoolKey key) {
        return key.inGroup(QuotaGroup.declared(name));
    }
}
