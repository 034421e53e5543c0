package io.keywheel.pool;

import org.jspecify.annotations.Nullable;

/** Which of the keys that can serve does. */
@FunctionalInterface
interface SelectionPolicy {

    /** The place that serves {@code demand}, or null where none can. The lane is locked. */
    Lane.@Nullable Place choose(Lane lane, Demand demand, long now);

    /**
     * Stay on the current key while it serves and carries what is asked; beyond that the key whose budget is full again soonest helps,
     * since what a full one would get back is lost. Where the current key cannot serve, the next that has proved itself does, and where
     * none has, the next in start order.
     */
    SelectionPolicy STICKY = (lane, demand, now) -> {
        Lane.Place current = lane.wheel().place();
        boolean serves = current.serves(demand, now);
        if (serves && !current.proven && current.running > 0) {
            Lane.Place proven = Spill.best(lane, demand, now);
            return proven == null ? current : proven;
        }
        if (serves && current.quota.carries(lane.demand.requests(), lane.demand.tokens(), now)) return current;
        if (serves) return Spill.beyond(lane, current, demand, now);
        Lane.Place best = Spill.best(lane, demand, now);
        return best != null ? best : next(lane, current, demand, now);
    };

    /** The next in start order that serves, null where none does. */
    static Lane.@Nullable Place next(Lane lane, Lane.Place from, Demand demand, long now) {
        int size = lane.places.size();
        for (int step = 1; step < size; step++) {
            Lane.Place place = lane.places.get((from.index + step) % size);
            if (place.serves(demand, now)) return place;
        }
        return null;
    }
}
