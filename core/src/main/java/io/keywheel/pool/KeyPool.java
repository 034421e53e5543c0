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

    private final String name;
    private final List<PoolKey> keys;
    private final SelectionPolicy policy;
    private final InstantSource clock;
    private final PoolShare share;
    private final PoolListener listener;
    private final Map<String, AtomicInteger> inFlight = new HashMap<>();
    private final Map<String, Lane.Cell> keyCells = new HashMap<>();
    private final Map<String, Lane.Cell> groupCells = new HashMap<>();
    private final Usuals usuals = new Usuals();
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    /** A pool that stays on a key until it cannot serve. */
    public KeyPool(String name, List<PoolKey> keys, InstantSource clock, PoolShare share, PoolListener listener) {
        this(name, keys, PoolRules.STANDARD, clock, share, listener);
    }

    /** @param rules what the keys are chosen by */
    public KeyPool(
            String name,
            List<PoolKey> keys,
            PoolRules rules,
            InstantSource clock,
            PoolShare share,
            PoolListener listener) {
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
        synchronized (lane) {
            if (demand.isNew()) lane.demand.asked(demand.cost(), now);
            Lane.Place place = policy.choose(lane, demand, now);
            if (place == null) return whenNoneServes(lane, demand, now);
            Lane.Wheel wheel = lane.wheel();
            if (place != wheel.place() && isOut(wheel.place(), lane.demand.usual(), now)) turn(lane, wheel, place);
            return lease(lane, place, demand, now);
        }
    }

    /**
     * When the {@code place}-th of requests like this one will be served, if nobody else asks; empty where that is not within an hour,
     * or not known.
     */
    public OptionalLong turnOf(Demand demand, int place) {
        if (keys.isEmpty()) return OptionalLong.empty();
        long now = clock.millis();
        Lane lane = lane(demand.model());
        synchronized (lane) {
            return Turns.of(lane, demand.cost(), place, now);
        }
    }

    /** Whether the wheel should leave a place: a request that is larger than usual only borrows another. */
    private static boolean isOut(Lane.Place place, Cost usual, long now) {
        return !place.permits(now) || !place.quota.covers(usual, now);
    }

    private Lease lease(Lane lane, Lane.Place place, Demand demand, long now) {
        place.inFlight.incrementAndGet();
        place.running++;
        return new Lease(this, lane, place, demand, place.quota.charge(demand.cost(), now));
    }

    /** Where every usable key is forbidden the model, one is asked, so that the caller hears the provider's own words. */
    private Acquired whenNoneServes(Lane lane, Demand demand, long now) {
        int usable = 0;
        int resting = 0;
        long soonest = Long.MAX_VALUE;
        Lane.Place forbidden = null;
        Lane.Place tooSmall = null;
        for (Lane.Place place : lane.places) {
            if (!place.isUsable()) continue;
            usable++;
            long restsUntil = place.restsUntil();
            if (!place.ofKeyModel.get().permits(now)) {
                if (forbidden == null && now >= restsUntil) forbidden = place;
                continue;
            }
            resting++;
            long covered = place.quota.coveredAt(demand.cost(), now);
            if (covered == Long.MAX_VALUE && place.permits(now) && !demand.excludes(place.key)) tooSmall = place;
            soonest = Math.min(soonest, Math.max(Math.max(now, restsUntil), covered));
        }
        if (usable == 0) return new Exhausted(Exhausted.Reason.NO_USABLE_KEY, OptionalLong.empty());
        // No budget will ever cover what is only an estimate: the provider itself shall say so.
        if (resting > 0 && soonest == Long.MAX_VALUE && tooSmall != null) return lease(lane, tooSmall, demand, now);
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

    /** Called by the lease, before it is settled. */
    void observed(Lease lease, List<Observation> told) {
        synchronized (lease.lane()) {
            lease.place().quota.observed(told, lease.receipt(), clock.millis());
        }
    }

    /** Called by the lease, once. */
    void settle(Lease lease, Verdict verdict) {
        Lane lane = lease.lane();
        Lane.Place place = lease.place();
        synchronized (lane) {
            place.inFlight.decrementAndGet();
            place.running--;
            if (verdict.outcome() == Outcome.SUCCEEDED) {
                place.proven = true;
                place.succeeded(lease.takenAt());
            } else if (verdict.outcome().refusesKey()) {
                lease.demand().refusedBy(place.key);
                place.quota.giveBack(lease.receipt());
                refused(lease, verdict, clock.millis());
            }
        }
    }

    private void refused(Lease lease, Verdict verdict, long now) {
        verdict.numbers()
                .ifPresent(numbers -> lease.place()
                        .quota
                        .refused(
                                verdict.dimension(),
                                numbers,
                                verdict.waitMillis().orElse(0),
                                lease.receipt(),
                                now));
        if (bindsOnlyLargeOnes(lease, verdict)) {
            long until = now + verdict.waitMillis().orElse(0);
            Rest ofLargeOnes = new Rest(verdict.dimension(), now, until, verdict.outcome(), 0, 0);
            listener.rested(lease.key(), lease.lane().model, ofLargeOnes, verdict);
        } else {
            rest(lease, verdict, now);
        }
        Lane.Wheel wheel = lease.lane().wheel();
        if (wheel.place() != lease.place()) return;
        Lane.Place next = policy.choose(
                lease.lane(), new Demand(lease.lane().model, lease.lane().demand.usualSize(), Affinity.NONE), now);
        if (next != null && next != wheel.place()) turn(lease.lane(), wheel, next);
    }

    /** One huge prompt never benches a key for the others: its budget knows what is left for them. */
    private static boolean bindsOnlyLargeOnes(Lease lease, Verdict verdict) {
        return verdict.numbers().isPresent()
                && verdict.dimension().unit() == Dimension.Unit.TOKENS
                && lease.receipt().cost().tokens() > lease.lane().demand.usual().tokens();
    }

    private void rest(Lease lease, Verdict verdict, long now) {
        Lane.Place place = lease.place();
        Lane.Cell cell = place.cell(verdict.reach());
        ScopeState before;
        ScopeState after;
        do {
            before = cell.get();
            after = before.after(verdict, lease.takenAt(), now);
        } while (!cell.step(before, after));
        if (after == before) return;
        Rest rest = after.rest(verdict.dimension());
        share.rested(name, Scope.of(verdict.reach(), place.key, lease.lane().model), rest);
        if (before.permits(now)) listener.rested(place.key, lease.lane().model, rest, verdict);
    }

    /** Turns the wheel; of several that try at once, one succeeds. */
    private void turn(Lane lane, Lane.Wheel wheel, Lane.Place next) {
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
        Map<String, Quota> quotas = new HashMap<>();
        List<Lane.Place> places = new ArrayList<>(keys.size());
        for (PoolKey key : keys) {
            String group = key.group().name();
            places.add(new Lane.Place(
                    key,
                    places.size(),
                    cellOf(inFlight, key.id()),
                    cellOf(keyCells, key.id()),
                    cellOf(groupCells, group),
                    ofGroupModel.computeIfAbsent(group, g -> new Lane.Cell()),
                    quotas.computeIfAbsent(group, g -> new Quota(usuals))));
        }
        return new Lane(model, List.copyOf(places));
    }

    private static <T> T cellOf(Map<String, T> cells, String name) {
        T cell = cells.get(name);
        if (cell == null) throw new IllegalStateException("no cell for " + name);
        return cell;
    }
}
