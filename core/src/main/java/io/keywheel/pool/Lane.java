package io.keywheel.pool;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The keys of a pool as one model sees them, in start order, and the wheel that stands at one of them. */
final class Lane {
    /** Where the wheel stands: the index that the cluster shares, and the place that it means here. */
    record Wheel(Rotation rotation, Place place) {}

    final String model;
    final Family family;
    List<Place> places = List.of();
    final DemandMeter demand = new DemandMeter();
    final Estimate estimate = new Estimate();
    private final Map<String, Place> byKey = new HashMap<>();
    private final AtomicReference<@Nullable Wheel> wheel = new AtomicReference<>();
    private List<Bundle> bundles = List.of();
    private int bundledAt = -1;
    private volatile int rosterAt = -1;
    /** How many turns the keys have had, by weight: one that comes back does not make up for those it missed. */
    double turns;

    Lane(String model, Family family) {
        this.model = model;
        this.family = family;
    }

    /** Which of the pool's lists of keys it has; -1 before the first. */
    int rosterAt() {
        return rosterAt;
    }

    /** These are the places from now on. Where the wheel's is gone, it turns to the one that has come to stand there. */
    void take(List<Place> next, int version) {
        Wheel before = wheel.get();
        places = List.copyOf(next);
        byKey.clear();
        for (Place place : places) byKey.put(place.key.id(), place);
        bundledAt = -1;
        bundles = List.of();
        if (places.isEmpty()) {
            rosterAt = version;
            return;
        }
        if (before == null) wheel.set(new Wheel(new Rotation(places.get(0).key.id(), 0), places.get(0)));
        else if (of(before.place().key.id()) != before.place()) turnFrom(before);
        rosterAt = version;
    }

    private void turnFrom(Wheel gone) {
        Place next = of(gone.place().key.id());
        if (next == null) next = places.get(gone.place().index % places.size());
        wheel.set(new Wheel(gone.rotation().to(next.key.id()), next));
    }

    /** The keys by the quota that they share, in the order of their first ones. */
    List<Bundle> bundles() {
        return bundles;
    }

    /** Puts together what belongs together, where that has changed. */
    void bundle(Links links) {
        int version = links.version();
        if (version == bundledAt) return;
        bundledAt = version;
        Map<String, Integer> numbers = new HashMap<>();
        List<List<Allotment>> shares = new ArrayList<>();
        List<List<Place>> members = new ArrayList<>();
        for (Place place : places) {
            Integer number = numbers.get(place.allotment.group);
            if (number == null) {
                number = shares.size();
                shares.add(family.unite(links.partners(place.allotment.group)));
                members.add(new ArrayList<>());
                for (Allotment one : shares.get(number)) numbers.put(one.group, number);
            }
            members.get(number).add(place);
        }
        bundles = join(shares, members);
    }

    private static List<Bundle> join(List<List<Allotment>> shares, List<List<Place>> members) {
        List<Bundle> joined = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            Bundle bundle = new Bundle(shares.get(i), members.get(i), i);
            bundle.places.forEach(p -> p.joins(bundle));
            joined.add(bundle);
        }
        return List.copyOf(joined);
    }

    @Nullable
    Place of(String keyId) {
        return byKey.get(keyId);
    }

    Wheel wheel() {
        return requireNonNull(wheel.get());
    }

    /** Turns the wheel from where it was seen; of several that try at once one succeeds. */
    boolean turn(Wheel from, Wheel to) {
        return wheel.compareAndSet(from, to);
    }

    /** Takes the cluster's index where it is as new as this node's. */
    void adopt(Wheel told) {
        wheel.updateAndGet(w -> w == null || w.rotation().yieldsTo(told.rotation()) ? told : w);
    }

    /** Whether nothing was learned in this lane that would be missed. */
    boolean isPlain() {
        Wheel stands = wheel.get();
        return (stands == null || stands.rotation().epoch() == 0)
                && places.stream()
                        .allMatch(p -> p.allotment.ofGroupModel.get() == ScopeState.FREE
                                && p.ofKeyModel.get() == ScopeState.FREE
                                && !p.quota().hasFigures()
                                && p.running == 0);
    }
}
