package io.keywheel.pool;

import java.util.List;
import java.util.OptionalLong;

/** The plan of those who wait: what returns by when. */
final class Turns {
    private static final long FAR_MILLIS = 3_600_000;

    private Turns() {}

    /** The earliest time by which this many requests of this cost are served; empty where that is not within an hour. */
    static OptionalLong of(Lane lane, Demand demand, int count, long now) {
        if (served(lane, demand, now + FAR_MILLIS, now) < count) return OptionalLong.empty();
        long early = now;
        long late = now + FAR_MILLIS;
        while (early < late) {
            long middle = (early + late) >>> 1;
            if (served(lane, demand, middle, now) >= count) late = middle;
            else early = middle + 1;
        }
        return OptionalLong.of(early);
    }

    /** A quota is counted once, however many keys share it. Of one without figures nobody knows: it counts as one that serves all. */
    private static double served(Lane lane, Demand demand, long then, long now) {
        double sum = 0;
        List<Bundle> bundles = lane.bundles();
        for (int i = 0; i < bundles.size(); i++) {
            Bundle bundle = bundles.get(i);
            if (bundle.restsUntil() > then || !hasKey(bundle, demand, then, now)) continue;
            sum += bundle.quota.budgets().servesBy(demand.cost(), then, now);
        }
        return sum;
    }

    private static boolean hasKey(Bundle bundle, Demand demand, long then, long now) {
        for (int i = 0; i < bundle.places.size(); i++) {
            Place place = bundle.places.get(i);
            boolean may = place.isUsable(now)
                    && place.ofKeyModel.get().permits(then)
                    && place.ofKey.get().until() <= then;
            if (may && !demand.affinity().excludes(place.key)) return true;
        }
        return false;
    }
}
