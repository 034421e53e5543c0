package io.keywheel.pool;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.OptionalLong;
import java.util.Set;

/** The plan of those who wait: what returns by when. */
final class Turns {
    private static final long FAR_MILLIS = 3_600_000;

    private Turns() {}

    /** The earliest time by which this many requests of this cost are served; empty where that is not within an hour. */
    static OptionalLong of(Lane lane, Cost cost, int count, long now) {
        if (served(lane, cost, now + FAR_MILLIS, now) < count) return OptionalLong.empty();
        long early = now;
        long late = now + FAR_MILLIS;
        while (early < late) {
            long middle = (early + late) >>> 1;
            if (served(lane, cost, middle, now) >= count) late = middle;
            else early = middle + 1;
        }
        return OptionalLong.of(early);
    }

    /** Keys of one group are counted once. Of a key without figures nobody knows: it counts as one that serves all. */
    private static double served(Lane lane, Cost cost, long then, long now) {
        Set<Quota> counted = Collections.newSetFromMap(new IdentityHashMap<>());
        double sum = 0;
        for (Lane.Place place : lane.places) {
            boolean may = place.isUsable() && place.ofKeyModel.get().permits(then) && place.restsUntil() <= then;
            if (may && counted.add(place.quota)) sum += place.quota.servesBy(cost, then, now);
        }
        return sum;
    }
}
