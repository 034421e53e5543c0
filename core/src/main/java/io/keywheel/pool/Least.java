package io.keywheel.pool;

import io.keywheel.pool.Bundle.Wanted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the key of the least score: of the bundles that serve the least one, in it the least key. */
enum Least implements SelectionPolicy {
    /** Each in turn. */
    TURNS {
        @Override
        double score(Bundle bundle, Lane lane, long now) {
            return Math.max(bundle.turns / bundle.weight, lane.turns);
        }

        @Override
        double score(Place place) {
            return place.turns / place.key.weight();
        }
    },
    /** The fewest running requests; of equal ones, the fewest turns. */
    RUNNING {
        @Override
        double score(Bundle bundle, Lane lane, long now) {
            return (double) bundle.running() / bundle.weight + TIE * TURNS.score(bundle, lane, now);
        }

        @Override
        double score(Place place) {
            return (double) place.running / place.key.weight() + TIE * TURNS.score(place);
        }
    },
    /** The smallest part of the budget used. */
    USED_PART {
        @Override
        double score(Bundle bundle, Lane lane, long now) {
            Budget tightest = bundle.quota.budgets().tightest(now);
            double used = tightest == null ? 0 : 1 - tightest.left(now) / tightest.limit();
            return Math.max(0, used) / bundle.weight + TIE * TURNS.score(bundle, lane, now);
        }

        @Override
        double score(Place place) {
            return TURNS.score(place);
        }
    };

    private static final double TIE = 1e-9;

    abstract double score(Bundle bundle, Lane lane, long now);

    abstract double score(Place place);

    @Override
    public @Nullable Place choose(Lane lane, Demand demand, long now) {
        Place ready = choose(lane, demand, now, Wanted.READY);
        return ready != null ? ready : choose(lane, demand, now, Wanted.ANY);
    }

    private @Nullable Place choose(Lane lane, Demand demand, long now, Wanted wanted) {
        List<Bundle> bundles = lane.bundles();
        Place best = null;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < bundles.size(); i++) {
            Bundle bundle = bundles.get(i);
            double score = score(bundle, lane, now);
            if (score >= least || !bundle.serves(demand.cost(), now)) continue;
            Place place = least(bundle, demand, now, wanted);
            if (place == null) continue;
            best = place;
            least = score;
        }
        return best;
    }

    private @Nullable Place least(Bundle bundle, Demand demand, long now, Wanted wanted) {
        Place best = null;
        for (int i = 0; i < bundle.places.size(); i++) {
            Place place = bundle.places.get(i);
            if (best != null && score(place) >= score(best)) continue;
            if (place.is(wanted) && place.ownObstacle(demand, now) == Obstacle.NONE) best = place;
        }
        return best;
    }
}
