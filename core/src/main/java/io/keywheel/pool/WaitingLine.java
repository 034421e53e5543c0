package io.keywheel.pool;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Requests for one model of a pool that wait for a key to return, first come first served. They are let go at the rate at which quota
 * returns, since each takes its part of the budget as it goes; what cannot be served in time is refused on arrival. Used by one thread.
 *
 * @param <T> who waits, told apart by {@code equals}
 */
public final class WaitingLine<T> {
    private static final int MOST = 1_000;
    private static final long NEVER = Long.MAX_VALUE;
    private static final long AT_ONCE = 0;

    /** How the waiting of one request ends. */
    public sealed interface Turn<T> {

        /** It goes with this lease, which is its own to settle. */
        record Goes<T>(T waiter, Lease lease) implements Turn<T> {}

        /** It cannot be served in time after all. */
        record Refused<T>(T waiter, Exhausted why) implements Turn<T> {}
    }

    private record Place(Demand demand, long patienceEnd) {}

    private final KeyPool pool;
    private final Map<T, Place> places = new LinkedHashMap<>();
    private long look = NEVER;

    public WaitingLine(KeyPool pool) {
        this.pool = pool;
    }

    public boolean isEmpty() {
        return places.isEmpty();
    }

    public int size() {
        return places.size();
    }

    /** When to call {@link #letGo} next, in pool milliseconds; {@link Long#MAX_VALUE} while nobody waits. */
    public long nextLook() {
        return places.isEmpty() ? NEVER : look;
    }

    /** Takes the next place; where its turn comes too late or the line is full, the reason with the time for that place instead. */
    public Optional<Exhausted> admit(T waiter, Demand demand, long patienceEnd, long now) {
        OptionalLong turn = pool.turnOf(demand, places.size() + 1);
        boolean inTime = turn.isPresent() && turn.getAsLong() <= patienceEnd;
        if (!inTime || places.size() >= MOST) return Optional.of(allRest(turn.orElse(now)));
        if (places.isEmpty()) look = turn.getAsLong();
        look = Math.min(look, patienceEnd);
        places.put(waiter, new Place(demand, patienceEnd));
        return Optional.empty();
    }

    /** Frees the place of one who left. Whoever stands first now may need less than the one before. */
    public void leave(T waiter) {
        boolean first = !places.isEmpty() && places.keySet().iterator().next().equals(waiter);
        if (places.remove(waiter) != null && first) look = AT_ONCE;
    }

    /** Those whose waiting ends now, in the order of the line. */
    public List<Turn<T>> letGo(long now) {
        List<Turn<T>> turns = new ArrayList<>();
        look = NEVER;
        Iterator<Map.Entry<T, Place>> line = places.entrySet().iterator();
        while (look == NEVER && line.hasNext()) {
            Map.Entry<T, Place> first = line.next();
            Place place = first.getValue();
            place.demand().forgive();
            Acquired acquired = pool.acquire(place.demand());
            if (acquired instanceof Exhausted why && mayWait(place, why, now)) {
                look = why.soonest().getAsLong();
            } else {
                turns.add(turn(first.getKey(), acquired));
                line.remove();
            }
        }
        refuseTheImpatient(turns, now);
        return turns;
    }

    private static boolean mayWait(Place place, Exhausted why, long now) {
        return why.soonest().isPresent()
                && why.soonest().getAsLong() <= place.patienceEnd()
                && now < place.patienceEnd();
    }

    private static <T> Turn<T> turn(T waiter, Acquired acquired) {
        return acquired instanceof Lease lease
                ? new Turn.Goes<>(waiter, lease)
                : new Turn.Refused<>(waiter, (Exhausted) acquired);
    }

    /** Behind the first some may have less patience than the first has. */
    private void refuseTheImpatient(List<Turn<T>> turns, long now) {
        long soonest = look;
        places.entrySet().removeIf(waiting -> {
            long end = waiting.getValue().patienceEnd();
            if (end > now) look = Math.min(look, end);
            else turns.add(new Turn.Refused<>(waiting.getKey(), allRest(soonest)));
            return end <= now;
        });
    }

    private static Exhausted allRest(long soonest) {
        return new Exhausted(Exhausted.Reason.ALL_REST, OptionalLong.of(soonest));
    }
}
