package io.keywheel.cluster;

import java.util.HashMap;
import java.util.Map;

/** When groups that were taken for one parted: the figures that were told before are of neither for sure. */
final class Partings {
    private final Map<Group, Long> at = new HashMap<>();

    private record Group(String pool, String name) {}

    void parted(LinkKey pair, long now) {
        at.put(new Group(pair.pool(), pair.first()), now);
        at.put(new Group(pair.pool(), pair.second()), now);
    }

    /** Whether it may speak of what the group was taken to share. */
    boolean outdate(Change change) {
        if (!(change instanceof BudgetChange budget)) return false;
        Group group = new Group(budget.pool(), budget.key().scope().subject());
        return budget.told().sentAt() < at.getOrDefault(group, Long.MIN_VALUE);
    }
}
