package io.keywheel.pool;

import io.keywheel.pool.Bundle.Wanted;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stay on the current key while it serves and carries what is asked; beyond that the key whose budget is full again soonest helps, since
 * what a full one would get back is lost. Where the current key cannot serve, the next that has proved itself does, and where none has,
 * the next in start order.
 */
final class Sticky {
    /** A small request belongs where tokens are counted, a large one where requests are. */
    private static final double MUCH = 1.4;

    private Sticky() {}

    static @Nullable Place choose(Lane lane, Demand demand, long now) {
        Place current = lane.wheel().place();
        if (!current.serves(demand, now)) {
            Place proven = best(lane, demand, now);
            return proven != null ? proven : next(lane, demand, now, place -> true);
        }
        if (!current.is(Wanted.READY)) {
            Place proven = best(lane, demand, now);
            if (proven != null) return proven;
            if (lane.wheel().rotation().epoch() > 0 || !current.keepsManyWaiting(now)) return current;
            // While nobody has answered yet the next one takes what comes, and so on: full quotas lose what would come
            // back.
            Place further = next(lane, demand, now, place -> !place.keepsManyWaiting(now));
            return further != null ? further : current;
        }
        return carries(current, lane, now) ? current : beyond(lane, current, demand, now);
    }

    /** A key of which nothing is known carries what one whose limits are known would. */
    private static boolean carries(Place current, Lane lane, long now) {
        if (current.quota().hasFigures()) return current.quota().budgets().carries(lane.demand, now);
        if (!lane.family.isLimited()) return true;
        List<Bundle> bundles = lane.bundles();
        for (int i = 0; i < bundles.size(); i++)
            if (!bundles.get(i).quota.budgets().wouldCarry(lane.demand)) return false;
        return true;
    }

    /** One that nobody knows yet, one request at a time, so that it is known soon; else the best of the known ones. */
    private static Place beyond(Lane lane, Place current, Demand demand, long now) {
        List<Bundle> bundles = lane.bundles();
        for (int i = 0; i < bundles.size(); i++) {
            Bundle bundle = bundles.get(i);
            if (!bundle.hasFresh() || !bundle.serves(demand.cost(), now)) continue;
            Place fresh = bundle.find(demand, now, Wanted.FRESH);
            if (fresh != null) return fresh;
        }
        Place best = best(lane, demand, now);
        return best == null ? current : best;
    }

    /** Of the keys that have proved themselves the one whose budget is full again soonest; of those without figures the least used. */
    private static @Nullable Place best(Lane lane, Demand demand, long now) {
        List<Bundle> bundles = lane.bundles();
        int from = lane.wheel().place().bundle().index;
        Place best = null;
        for (int i = 0; i < bundles.size(); i++) {
            int at = from + i < bundles.size() ? from + i : from + i - bundles.size();
            Bundle bundle = bundles.get(at);
            if (!bundle.serves(demand.cost(), now)) continue;
            if (best != null && !isBetter(bundle.quota, best.quota(), demand.cost(), now)) continue;
            Place place = bundle.find(demand, now, Wanted.PROVEN);
            if (place != null) best = place;
        }
        return best;
    }

    /**
     * A quota of which the request takes much less than of the other; else the one that is full again sooner by a twentieth of the time in
     * which it fills: less is no reason to move.
     */
    private static boolean isBetter(Quota one, Quota than, Cost cost, long now) {
        Budget first = one.budgets().tightest(now);
        Budget second = than.budgets().tightest(now);
        if (first == null || second == null) {
            return second == null ? first == null && one.takenInSteps() < than.takenInSteps() : true;
        }
        double part = one.budgets().partOf(cost);
        double otherPart = than.budgets().partOf(cost);
        if (part > MUCH * otherPart) return false;
        if (otherPart > MUCH * part) return true;
        return first.outlook().fullAt(now) + first.outlook().fillMillis(now) / 20
                < second.outlook().fullAt(now);
    }

    /** The next in start order that serves and that is wanted, null where there is none. */
    private static @Nullable Place next(Lane lane, Demand demand, long now, Predicate<Place> wanted) {
        int size = lane.places.size();
        int from = lane.wheel().place().index;
        for (int step = 1; step < size; step++) {
            Place place = lane.places.get((from + step) % size);
            if (place.serves(demand, now) && wanted.test(place)) return place;
        }
        return null;
    }
}
