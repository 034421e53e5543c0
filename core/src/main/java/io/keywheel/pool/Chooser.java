package io.keywheel.pool;

import io.keywheel.pool.Bundle.Wanted;
import org.jspecify.annotations.Nullable;

/** Finds the key that serves a request: the one that it would rather have, while that one can, else the policy's. */
final class Chooser {
    /** How far one looks for another key for a session: further on any will do. */
    private static final int NEAR = 32;

    private final SelectionPolicy policy;

    private final Trials trials;

    Chooser(SelectionPolicy policy, Trials trials) {
        this.policy = policy;
        this.trials = trials;
    }

    /** The place that serves, or null where none does by what is known. The lane's family is locked. */
    @Nullable
    Place choose(Lane lane, Demand demand, long now) {
        Place tried = trials.due(lane, demand, now);
        if (tried != null) return tried;
        Affinity affinity = demand.affinity();
        if (affinity.isNone()) return policy.choose(lane, demand, now);
        Place wanted = affinity.key().isEmpty() ? ofSession(lane, demand, now) : lane.of(affinity.key());
        if (wanted != null && wanted.serves(demand, now) && (affinity.only() || wanted.is(Wanted.READY))) return wanted;
        return affinity.only() ? null : policy.choose(lane, demand, now);
    }

    /** The same key for a session on every member, as long as they have the same keys. */
    private static @Nullable Place ofSession(Lane lane, Demand demand, long now) {
        int size = lane.places.size();
        int start = Math.floorMod(demand.affinity().session().hashCode() * 0x9E3779B9, size);
        for (int i = 0; i < Math.min(size, NEAR); i++) {
            Place place = lane.places.get((start + i) % size);
            if (place.is(Wanted.READY) && place.serves(demand, now)) return place;
        }
        return null;
    }
}
