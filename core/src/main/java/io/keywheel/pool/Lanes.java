package io.keywheel.pool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The lanes of a pool, made as models are asked for, and the scopes that they share. Any thread may call. */
final class Lanes {
    private static final int MOST_LANES = 500;
    private static final String OTHER = "other";

    private final Roster roster;
    private final PoolRules rules;
    private final Usuals usuals;
    private final Map<String, Family> families = new ConcurrentHashMap<>();
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    Lanes(Roster roster, PoolRules rules) {
        this.roster = roster;
        this.rules = rules;
        this.usuals = new Usuals(rules.counting().refill());
    }

    Collection<Lane> all() {
        return lanes.values();
    }

    Collection<Family> families() {
        return families.values();
    }

    /** The lane of a model; what comes beyond the most that are told apart shares one. */
    Lane of(String model, long now) {
        Lane lane = lanes.get(model);
        if (lane != null) return lane;
        if (lanes.size() >= MOST_LANES) lanes.values().removeIf(Lane::isPlain);
        String kept = lanes.size() >= MOST_LANES ? OTHER : model;
        return lanes.computeIfAbsent(kept, m -> make(m, now));
    }

    private Lane make(String model, long now) {
        return new Lane(model, family(familyOf(model), model, now));
    }

    /** Has the lane take the keys as they are, and put together what belongs together. Its family is locked. */
    void prepare(Lane lane, Links links, long now) {
        refresh(lane, now);
        lane.bundle(links);
    }

    private void refresh(Lane lane, long now) {
        Roster.State state = roster.state();
        if (lane.rosterAt() == state.version()) return;
        List<Place> places = new ArrayList<>(state.keys().size());
        for (PoolKey key : state.keys()) {
            Place before = lane.of(key.id());
            Place place = before != null && before.isOf(key) ? before : place(lane.family, lane.model, key, now);
            place.becomes(key, places.size());
            places.add(place);
        }
        lane.take(places, state.version());
    }

    private Place place(Family family, String model, PoolKey key, long now) {
        return new Place(key, roster.running(key), roster.ofKey(key), allotment(family, model, key, now));
    }

    private Allotment allotment(Family family, String model, PoolKey key, long now) {
        Allotment known = family.of(key.group().name());
        if (known != null) return known;
        Allotment made = new Allotment(key.group().name(), roster.ofGroup(key), fresh(key.group(), model, now));
        family.add(made);
        return made;
    }

    /** The name under which a model's limits are counted; empty where all models are counted together. */
    String familyOf(String model) {
        return rules.counting().allModels() ? "" : rules.counting().family().apply(model);
    }

    /** The family of this name. */
    Family family(String name, long now) {
        return family(name, name, now);
    }

    private Family family(String name, String model, long now) {
        Family family = families.computeIfAbsent(name, Family::new);
        synchronized (family) {
            Roster.State state = roster.state();
            if (family.rosterAt() != state.version()) {
                for (PoolKey key : state.keys()) allotment(family, model, key, now);
                family.took(state.version());
            }
        }
        return family;
    }

    private Quota fresh(QuotaGroup group, String model, long now) {
        List<DeclaredLimit> declared =
                rules.declared().stream().filter(d -> d.isOf(group, model)).toList();
        return new Quota(usuals, declared, now);
    }

    /** The group has a quota of its own from now on, of which only the limits are known. */
    void separate(String group, long now) {
        for (Family family : families.values()) {
            synchronized (family) {
                Allotment allotment = family.of(group);
                if (allotment == null) continue;
                List<Budget> known = allotment.quota.budgets().all();
                allotment.quota =
                        fresh(new QuotaGroup(group, false), family.name, now).expecting(known, now);
            }
        }
    }

    /** The states of a scope, wherever it is kept; none where this node has no such key. */
    List<Cell> cells(Scope scope, long now) {
        return switch (scope.reach()) {
            case KEY -> one(roster.ofKey(scope.subject()));
            case GROUP -> one(roster.ofGroup(scope.subject()));
            case GROUP_MODEL -> {
                Family family = family(scope.model(), now);
                Allotment allotment = family.of(scope.subject());
                yield one(allotment == null ? null : allotment.ofGroupModel);
            }
            default -> {
                Lane lane = of(scope.model(), now);
                synchronized (lane.family) {
                    refresh(lane, now);
                    Place place = lane.of(scope.subject());
                    yield one(place == null ? null : place.ofKeyModel);
                }
            }
        };
    }

    private static List<Cell> one(@Nullable Cell cell) {
        return cell == null ? List.of() : List.of(cell);
    }
}
