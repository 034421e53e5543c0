package io.keywheel.pool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The models that a provider counts together, mostly one; its monitor guards every budget, mark and running request of their lanes. */
final class Family {
    final String name;
    private final Map<String, Allotment> allotments = new HashMap<>();
    private final Map<Budget, Double> said = new WeakHashMap<>();
    private final Map<Counted, Double> totals = new HashMap<>();

    /** What is counted under one name. */
    private record Counted(String group, Dimension dimension) {}

    private boolean limited;
    private int rosterAt = -1;

    Family(String name) {
        this.name = name;
    }

    /** Which of the pool's lists of keys it has a quota for. */
    int rosterAt() {
        return rosterAt;
    }

    void took(int roster) {
        rosterAt = roster;
    }

    /** Whether a limit of any group is known. */
    boolean isLimited() {
        return limited;
    }

    /** Something was told of this quota. */
    void heardOf(Quota quota) {
        limited |= quota.hasFigures();
    }

    void add(Allotment allotment) {
        allotments.put(allotment.group, allotment);
    }

    /** What the group has for these models; null where the pool has no key of it. */
    @Nullable
    Allotment of(String group) {
        return allotments.get(group);
    }

    /** What was taken of each quota and told of it since this was last asked, under the name of the group that knows the most. */
    List<Spending> spending(long now) {
        List<Spending> news = new ArrayList<>();
        for (Allotment one : allotments.values()) {
            if (!one.quota.isKnownBy(one.group)) continue;
            for (Budget budget : one.quota.budgets().all()) {
                if (!budget.hasNews()) continue;
                Scope scope = new Scope(Reach.GROUP_MODEL, one.group, name);
                news.add(new Spending(scope, budget.dimension(), total(one, budget), now, budget.news(now)));
            }
        }
        return news;
    }

    /** Goes on where the group comes to share a quota, or parts from one: of what that took, only what is new is the group's. */
    private double total(Allotment one, Budget budget) {
        double before = Objects.requireNonNullElse(said.put(budget, budget.taken()), 0.0);
        double taken = counts(one.quota, budget) ? budget.taken() - before : 0;
        return totals.merge(new Counted(one.group, budget.dimension()), taken, Double::sum);
    }

    /** A limit that is declared and told is two budgets, of which everything is taken at once. */
    private static boolean counts(Quota quota, Budget budget) {
        for (Budget other : quota.budgets().all()) if (other.dimension() == budget.dimension()) return other == budget;
        return false;
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
