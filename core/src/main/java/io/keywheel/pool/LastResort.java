package io.keywheel.pool;

import io.keywheel.pool.Bundle.Wanted;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What can still be tried where no key serves by what is known, and, where nothing can, when the first one returns. */
final class LastResort {
    private LastResort() {}

    /** One request finds out where only guesses speak against a key. */
    static @Nullable Place toAsk(Lane lane, Demand demand, long now) {
        List<Bundle> bundles = lane.bundles();
        int from = lane.wheel().place().bundle().index;
        for (int i = 0; i < bundles.size(); i++) {
            Bundle bundle = bundles.get((from + i) % bundles.size());
            if (bundle.obstacle(demand.cost(), now) != Obstacle.PERHAPS_TOO_LITTLE_LEFT) continue;
            if (!bundle.quota.mayBeAsked(now) && !bundle.quota.budgets().isTooSmallFor(demand.cost())) continue;
            Place place = bundle.find(demand, now, Wanted.ANY);
            if (place != null) return place;
        }
        return null;
    }

    /** One request finds out whether two keys share a quota after all: tried while the other one rests. */
    static @Nullable Place toTestLink(Lane lane, Demand demand, long now) {
        for (Bundle bundle : lane.bundles()) {
            if (!bundle.isLearned() || !bundle.quota.mayBeAsked(now)) continue;
            long shut = Math.max(bundle.restsUntil(), bundle.quota.budgets().shutUntil(demand.cost(), now));
            if (shut - now < bundle.quota.tellingMillis()) continue;
            for (Place place : bundle.places) {
                Allotment own = place.allotment;
                boolean may = own.mayTestLink(now) && !own.group.equals(bundle.quota.source());
                if (may && place.ownObstacle(demand, now) == Obstacle.NONE) return place;
            }
        }
        return null;
    }

    /**
     * One request that is sure to be refused tells whose key it is, where a surprise has shown that somebody shares a quota: once for each
     * group, so that the two do not go on refusing each other's requests.
     */
    static @Nullable Place toHearName(Lane lane, Demand demand, Links links, long now) {
        if (!links.isSearching()) return null;
        for (Bundle bundle : lane.bundles()) {
            if (bundle.obstacle(demand.cost(), now) != Obstacle.TOO_LITTLE_LEFT) continue;
            Place place = bundle.find(demand, now, Wanted.ANY);
            if (place != null && links.wantsNameOf(place.allotment.group)) return place;
        }
        return null;
    }

    /** Where every usable key is forbidden the model, one is asked all the same, so that the caller hears the provider's own words. */
    static @Nullable Place forbidden(Lane lane, Demand demand, long now) {
        Place found = null;
        for (Place place : lane.places) {
            if (!place.isUsable(now) || demand.affinity().excludes(place.key)) continue;
            if (place.ofKeyModel.get().permits(now)) return null;
            if (found == null && now >= place.restsUntil()) found = place;
        }
        return demand.isFresh() ? found : null;
    }

    /** Why nothing serves, and until when. */
    static Exhausted why(Lane lane, Demand demand, long now) {
        boolean usable = false;
        boolean allowed = false;
        long soonest = Rest.UNTIL_CLEARED;
        for (Bundle bundle : lane.bundles()) {
            long opens = -1;
            for (Place place : bundle.places) {
                if (!place.isUsable(now) || demand.affinity().excludes(place.key)) continue;
                usable = true;
                if (!place.ofKeyModel.get().permits(now)) continue;
                allowed = true;
                if (opens < 0) opens = bundle.opensAt(demand.cost(), now);
                soonest = Math.min(soonest, Math.max(opens, place.ofKey.get().until()));
            }
        }
        if (!usable) return new Exhausted(Exhausted.Reason.NO_USABLE_KEY, OptionalLong.empty());
        if (!allowed) return new Exhausted(Exhausted.Reason.ALL_FORBIDDEN, OptionalLong.empty());
        OptionalLong when = soonest == Rest.UNTIL_CLEARED ? OptionalLong.empty() : OptionalLong.of(soonest);
        return new Exhausted(Exhausted.Reason.ALL_REST, when);
    }
}
