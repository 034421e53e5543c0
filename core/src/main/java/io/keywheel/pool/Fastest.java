package io.keywheel.pool;

import io.keywheel.pool.Bundle.Wanted;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Of two keys at random the one that answered sooner of late: good, and without a herd on the very fastest. */
final class Fastest implements SelectionPolicy {
    private final SplittableRandom random = new SplittableRandom(1);

    @Override
    public synchronized @Nullable Place choose(Lane lane, Demand demand, long now) {
        Place first = from(lane, demand, now, Wanted.READY);
        if (first == null) return from(lane, demand, now, Wanted.ANY);
        Place second = from(lane, demand, now, Wanted.READY);
        return second != null && score(second) < score(first) ? second : first;
    }

    private static double score(Place place) {
        return place.latency / place.key.weight();
    }

    /** The first that serves, from somewhere on. */
    private @Nullable Place from(Lane lane, Demand demand, long now, Wanted wanted) {
        int size = lane.places.size();
        int start = random.nextInt(size);
        for (int i = 0; i < size; i++) {
            Place place = lane.places.get((start + i) % size);
            if (place.is(wanted) && place.serves(demand, now)) return place;
        }
        return null;
    }
}
