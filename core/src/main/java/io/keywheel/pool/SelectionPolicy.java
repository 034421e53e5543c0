package io.keywheel.pool;

import org.jspecify.annotations.Nullable;

/** Which of the keys that can serve does. */
@FunctionalInterface
interface SelectionPolicy {

    /** The place that serves {@code demand}, or null where no place permits it. */
    Lane.@Nullable Place choose(Lane lane, Demand demand, long now);

    /** Stay on the current key until it cannot serve; then the next in start order. */
    SelectionPolicy STICKY = (lane, demand, now) -> {
        Lane.Place current = lane.wheel().place();
        if (current.permits(now) && !demand.excludes(current.key)) return current;
        return next(lane, current, demand, now);
    };

    static Lane.@Nullable Place next(Lane lane, Lane.Place from, Demand demand, long now) {
        int size = lane.places.size();
        for (int step = 1; step < size; step++) {
            Lane.Place place = lane.places.get((from.index + step) % size);
            if (place.permits(now) && !demand.excludes(place.key)) return place;
        }
        return null;
    }
}
