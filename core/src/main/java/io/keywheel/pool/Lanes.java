package io.keywheel.pool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The lanes of a pool, made as models are asked for, and the scopes that they share. Any thread may call. */
final class Lanes {
    private static final int MOST_LANES = 500;
    private static final String OTHER = "other";

    private final List<PoolKey> keys;
    private final PoolRules rules;
    private final Usuals usuals;
    private final Map<String, AtomicInteger> inFlight = new HashMap<>();
    private final Map<String, Cell> keyCells = new HashMap<>();
    private final Map<String, Cell> groupCells = new HashMap<>();
    private final Map<String, Family> families = new ConcurrentHashMap<>();
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    Lanes(List<PoolKey> keys, PoolRules rules) {
        this.keys = keys;
        this.rules = rules;
        this.usuals = new Usuals(rules.counting().refill());
        for (PoolKey key : keys) {
            inFlight.put(key.id(), new AtomicInteger());
            keyCells.put(key.id(), new Cell());
            groupCells.computeIfAbsent(key.group().name(), g -> new Cell());
        }
    }

    int inFlight() {
        return inFlight.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    int inFlight(PoolKey key) {
        return known(inFlight, key.id()).get();
    }

    Cell ofKey(PoolKey key) {
        return known(keyCells, key.id());
    }

    Cell ofGroup(PoolKey key) {
        return known(groupCells, key.group().name());
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
        Family family = family(familyOf(model), model, now);
        List<Place> places = new ArrayList<>(keys.size());
        for (PoolKey key : keys) {
            Allotment allotment = family.of(key.group().name());
            if (allotment == null) throw new IllegalStateException("no group " + key.group());
            places.add(new Place(key, places.size(), known(inFlight, key.id()), ofKey(key), allotment));
        }
        return new Lane(model, family, List.copyOf(places));
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
        return families.computeIfAbsent(name, n -> {
            Family family = new Family(n);
            for (PoolKey key : keys) {
                String group = key.group().name();
                if (family.of(group) == null) {
                    family.add(new Allotment(group, known(groupCells, group), fresh(key.group(), model, now)));
                }
            }
            return family;
        });
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
            case KEY -> one(keyCells.get(scope.subject()));
            case GROUP -> one(groupCells.get(scope.subject()));
            case GROUP_MODEL -> {
                Family family = family(scope.model(), now);
                Allotment allotment = family.of(scope.subject());
                yield one(allotment == null ? null : allotment.ofGroupModel);
            }
            default -> {
                Place place = of(scope.model(), now).of(scope.subject());
                yield one(place == null ? null : place.ofKeyModel);
            }
        };
    }

    private static List<Cell> one(@Nullable Cell cell) {
        return cell == null ? List.of() : List.of(cell);
    }

    private static <T> T known(Map<String, T> cells, String name) {
        T cell = cells.get(name);
        if (cell == null) throw new IllegalStateException("no cell for " + name);
        return cell;
    }
}
