package io.keywheel.pool;

import org.jspecify.annotations.Nullable;

/** Rejected keys that no probe can clear: after a rest, a real request finds out whether one serves again. Any thread may call. */
final class Trials {
    private static final long PAUSE_MILLIS = 1_000;

    private volatile long at = Rest.UNTIL_CLEARED;

    /** A rejected key may be tried from then on. */
    void from(long when) {
        if (when < at) at = when;
    }

    /** A key whose time has come; null where there is none. Costs nothing while none is due. */
    @Nullable
    Place due(Lane lane, Demand demand, long now) {
        if (now < at) return null;
        long next = Rest.UNTIL_CLEARED;
        for (Place place : lane.places) {
            long until = rejectedUntil(place);
            if (until == Rest.UNTIL_CLEARED) continue;
            if (until <= now && place.inFlight.get() == 0 && place.serves(demand, now)) return place;
            next = Math.min(next, Math.max(until, now + PAUSE_MILLIS));
        }
        at = next;
        return null;
    }

    private static long rejectedUntil(Place place) {
        for (Rest rest : place.ofKey.get().rests()) if (rest.quarantines()) return rest.until();
        return Rest.UNTIL_CLEARED;
    }
}
