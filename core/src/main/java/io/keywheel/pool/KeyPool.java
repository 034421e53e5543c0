package io.keywheel.pool;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * All keys of one provider. {@link #acquire} gives a lease on a key that can serve now; settling the lease tells the pool what came
 * of it. Any thread may call; nothing here blocks.
 */
public final class KeyPool {
    private static final int MOST_LANES = 500;
    private static final String OTHER = "other";
    private static final Demand ANYBODY = new Demand("");

    private final String name;
    private final List<PoolKey> keys;
    private final SelectionPolicy policy;
    private final InstantSource clock;
    private final PoolShare share;
    private final PoolListener listener;
    private final Map<String, AtomicInteger> inFlight = new HashMap<>();
    private final Map<String, Lane.Cell> keyCells = new HashMap<>();
    private final Map<String, Lane.Cell> groupCells = new HashMap<>();
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    /** A pool that stays on a key until it cannot serve. */
    public KeyPool(String name, List<PoolKey> keys, InstantSource clock, PoolShare share, PoolListener listener) {
        this.name = name;
        this.keys = List.copyOf(keys);
        this.policy = SelectionPolicy.STICKY;
        this.clock = clock;
        this.share = share;
        this.listener = listener;
        for (PoolKey key : keys) {
            inFlight.put(key.id(), new AtomicInteger());
            keyCells.put(key.id(), new Lane.Cell());
            groupCells.computeIfAbsent(key.group().name(), g -> new Lane.Cell());
        }
    }

    public String name() {
        return name;
    }

    /** The keys in start order. */
    public List<PoolKey> keys() {
        return keys;
    }

    /** What people call the key: its place in start order, from 1. */
    public int numberOf(PoolKey key) {
        return keys.indexOf(key) + 1;
    }

    /** The keys that are enabled and that the provider has not rejected. */
    public List<PoolKey> usableKeys() {
        return keys.stream()
                .filter(k -> k.enabled() && !cellOf(keyCells, k.id()).get().isQuarantined())
                .filter(k -> !cellOf(groupCells, k.group().name()).get().isQuarantined())
                .toList();
    }

    /** Attempts that run now, with every key together. */
    public int inFlight() {
        return inFlight.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** Models that are told apart. */
    int lanes() {
        return lanes.size();
    }

    /** A lease on the key that serves {@code demand}, or why there is none. */
    public Acquired acquire(Demand demand) {
        if (keys.isEmpty()) return new Exhausted(Exhausted.Reason.NO_USABLE_KEY, OptionalLong.empty());
        long now = clock.millis();
        Lane lane = lane(demand.model());
        Lane.Place place = policy.choose(lane, demand, now);
        if (place != null) {
            Lane.Wheel wheel = lane.wheel();
            if (place != wheel.place() && !wheel.place().permits(now)) turn(lane, wheel, now);
            return lease(lane, place, demand, now);
        }
        return whenNonePermits(lane, demand, now);
    }

    private Lease lease(Lane lane, Lane.Place place, Demand demand, long now) {
        place.inFlight.incrementAndGet();
        return new Lease(this, lane, place, demand, now);
    }

    /** Where every usable key is forbidden the model, one is asked, so that the caller hears the provider's own words. */
    private Acquired whenNonePermits(Lane lane, Demand demand, long now) {
        int usable = 0;
        int resting = 0;
        long soonest = Long.MAX_VALUE;
        Lane.Place forbidden = null;
        for (Lane.Place place : lane.places) {
            if (!place.isUsable()) continue;
            usable++;
            if (!place.ofKeyModel.get().permits(now)) {
                if (forbidden == null && now >= place.restsUntil()) forbidden = place;
                continue;
            }
            resting++;
            soonest = Math.min(soonest, Math.max(now, place.restsUntil()));
        }
        if (usable == 0) return new Exhausted(Exhausted.Reason.NO_USABLE_KEY, OptionalLong.empty());
        if (resting > 0) return exhausted(lane, soonest);
        if (forbidden != null && demand.isFresh()) return lease(lane, forbidden, demand, now);
        return new Exhausted(Exhausted.Reason.ALL_FORBIDDEN, OptionalLong.empty());
    }

    private Exhausted exhausted(Lane lane, long soonest) {
        OptionalLong when = soonest == Rest.UNTIL_CLEARED ? OptionalLong.empty() : OptionalLong.of(soonest);
        Exhausted exhausted = new Exhausted(Exhausted.Reason.ALL_REST, when);
        listener.exhausted(lane.model, exhausted);
        return exhausted;
    }

    /** Called by the lease, once. */
    void settle(Lease lease, Verdict verdict) {
        Lane.Place place = lease.place();
        place.inFlight.decrementAndGet();
        if (verdict.outcome() == Outcome.SUCCEEDED) {
            place.succeeded(lease.takenAt());
        } else if (verdict.outcome().refusesKey()) {
            lease.demand().refusedBy(place.key);
            rest(lease, verdict);
        }
    }

    private void rest(Lease lease, Verdict verdict) {
        Lane.Place place = lease.place();
        long now = clock.millis();
        Lane.Cell cell = place.cell(verdict.reach());
        ScopeState before;
        ScopeState after;
        do {
            before = cell.get();
            after = before.after(verdict, lease.takenAt(), now);
        } while (!cell.step(before, after));
        if (after != before) {
            Rest rest = after.rest(verdict.dimension());
            share.rested(name, Scope.of(verdict.reach(), place.key, lease.lane().model), rest);
            if (before.permits(now)) listener.rested(place.key, lease.lane().model, rest, verdict);
        }
        Lane.Wheel wheel = lease.lane().wheel();
        if (wheel.place() == place) turn(lease.lane(), wheel, now);
    }

    /** Turns the wheel on to the next key that can serve. */
    private void turn(Lane lane, Lane.Wheel wheel, long now) {
        Lane.Place next = SelectionPolicy.next(lane, wheel.place(), ANYBODY, now);
        if (next == null) return;
        Rotation rotation = wheel.rotation().to(next.key.id());
        if (lane.turn(wheel, new Lane.Wheel(rotation, next))) {
            listener.rotated(wheel.place().key, next.key, lane.model);
            share.rotated(name, lane.model, rotation);
        }
    }

    /** What another member learned of a scope. */
    public void adopt(Scope scope, Rest rest) {
        if (keys.isEmpty()) return;
        for (Lane.Cell cell : cells(scope)) cell.change(s -> s.adopt(rest));
    }

    /** Where the cluster's wheel stands. Ignored where this node has no such key. */
    public void adopt(String model, Rotation rotation) {
        if (keys.isEmpty()) return;
        Lane lane = lane(model);
        for (Lane.Place place : lane.places) {
            if (place.key.id().equals(rotation.key())) {
                lane.adopt(new Lane.Wheel(rotation, place));
                return;
            }
        }
    }

    private List<Lane.Cell> cells(Scope scope) {
        Lane.@Nullable Cell wide = switch (scope.reach()) {
            case KEY -> keyCells.get(scope.subject());
            case GROUP -> groupCells.get(scope.subject());
            default -> null;
        };
        if (wide != null) return List.of(wide);
        boolean byGroup = scope.reach() == Reach.GROUP_MODEL;
        return lane(scope.model()).places.stream()
                .filter(p -> (byGroup ? p.key.group().name() : p.key.id()).equals(scope.subject()))
                .map(p -> p.cell(scope.reach()))
                .distinct()
                .toList();
    }

    private Lane lane(String model) {
        Lane lane = lanes.get(model);
        if (lane != null) return lane;
        if (lanes.size() >= MOST_LANES) lanes.values().removeIf(Lane::isPlain);
        String kept = lanes.size() >= MOST_LANES ? OTHER : model;
        return lanes.computeIfAbsent(kept, this::newLane);
    }

    private Lane newLane(String model) {
        Map<String, Lane.Cell> ofGroupModel = new HashMap<>();
        List<Lane.Place> places = new ArrayList<>(keys.size());
        for (PoolKey key : keys) {
            String group = key.group().name();
            places.add(new Lane.Place(
                    key,
                    places.size(),
                    cellOf(inFlight, key.id()),
                    cellOf(keyCells, key.id()),
                    cellOf(groupCells, group),
                    ofGroupModel.computeIfAbsent(group, g -> new Lane.Cell())));
        }
        return new Lane(model, List.copyOf(places));
    }

    private static <T> T cellOf(Map<String, T> cells, String name) {
        T cell = cells.get(name);
        if (cell == null) throw new IllegalStateException("no cell for " + name);
        return cell;
    }
}
