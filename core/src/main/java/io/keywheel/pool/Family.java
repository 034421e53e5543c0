package io.keywheel.pool;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The models that a provider counts together, mostly one; its monitor guards every budget, mark and running request of their lanes. */
final class Family {
    final String name;
    private final Map<String, Allotment> allotments = new HashMap<>();

    Family(String name) {
        this.name = name;
    }

    void add(Allotment allotment) {
        allotments.put(allotment.group, allotment);
    }

    /** What the group has for these models; null where the pool has no key of it. */
    @Nullable
    Allotment of(String group) {
        return allotments.get(group);
    }

    /** The groups share one quota from now on: the one of which the most is known. */
    List<Allotment> unite(Set<String> groups) {
        List<Allotment> united = groups.stream()
                .filter(allotments::containsKey)
                .map(allotments::get)
                .toList();
        Quota shared = united.get(0).quota;
        for (Allotment one : united) if (one.quota.knowsMoreThan(shared)) shared = one.quota;
        for (Allotment one : united) one.quota = shared;
        return united;
    }
}
