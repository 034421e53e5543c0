package io.keywheel.pool;

import org.jspecify.annotations.Nullable;

/** Which key helps when the current one does not do alone. */
final class Spill {
    private Spill() {}

    /** One that nobody knows yet, one request at a time, so that it is known soon; else the best of the known ones. */
    static Lane.Place beyond(Lane lane, Lane.Place current, Demand demand, long now) {
        for (Lane.Place place : lane.places) {
            if (!place.proven && place.running == 0 && place.serves(demand, now)) return place;
        }
        Lane.Place best = best(lane, demand, now);
        return best == null ? current : best;
    }

    /** Of the keys that have proved themselves the one whose budget is full again soonest; of those without figures the least used. */
    static Lane.@Nullable Place best(Lane lane, Demand demand, long now) {
        Lane.Place best = null;
        for (int i = 0; i < lane.places.size(); i++) {
            Lane.Place place = lane.places.get((lane.wheel().place().index + i) % lane.places.size());
            if (!place.proven || !place.serves(demand, now)) continue;
            if (best == null || isBetter(place.quota, best.quota, now)) best = place;
        }
        return best;
    }

    /** Sooner by a twentieth of the time in which it fills: less is no reason to move. */
    private static boolean isBetter(Quota one, Quota than, long now) {
        Budget first = one.tightest(now);
        Budget second = than.tightest(now);
        if (first == null || second == null) {
            return first == null && second == null && one.takenInSteps() < than.takenInSteps();
        }
        return first.fullAt(now) + first.fillMillis(now) / 20 < second.fullAt(now);
    }
}
