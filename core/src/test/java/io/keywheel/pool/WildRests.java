package io.keywheel.pool;

import java.util.HashMap;
import java.util.Map;

/** What rests, as one member was told; reckoned apart from the pool that is tested. */
final class WildRests {
    private static final Map<Outcome, Long> FIRST_GUESS = Map.of(
            Outcome.RATE_LIMITED, 5_000L,
            Outcome.QUOTA_EXHAUSTED, 600_000L,
            Outcome.KEY_FORBIDDEN, 600_000L,
            Outcome.KEY_INVALID, Rest.UNTIL_CLEARED);

    private record Entry(Scope scope, Dimension dimension) {}

    private final Map<Entry, Long> least = new HashMap<>();
    private final Map<Entry, Rest> most = new HashMap<>();
    private final Map<Scope, Long> recovered = new HashMap<>();

    /** An answer refused the scope: it rests at least as long as that asks for. */
    void refused(Scope scope, Verdict why, long sentAt, long now) {
        boolean late = why.outcome() == Outcome.KEY_INVALID && sentAt < recovered.getOrDefault(scope, 0L);
        if (late || (why.waitMillis().isEmpty() && mayRest(scope, now))) return;
        long wait = why.waitMillis().orElseGet(() -> FIRST_GUESS.getOrDefault(why.outcome(), 0L));
        long until = wait == Rest.UNTIL_CLEARED ? wait : now + wait;
        least.merge(new Entry(scope, why.dimension()), until, Math::max);
    }

    /** The pool says that it lets the scope rest. */
    void said(Scope scope, Rest rest) {
        most.merge(new Entry(scope, rest.dimension()), rest, WildRests::later);
    }

    /** Another member said so. */
    void heard(Scope scope, Rest rest) {
        Entry entry = new Entry(scope, rest.dimension());
        least.computeIfPresent(entry, (e, until) -> Math.min(until, rest.until()));
        if (rest.isRecovery()) recovered.merge(scope, rest.until(), Math::max);
        else said(scope, rest);
    }

    private static Rest later(Rest one, Rest other) {
        Rest later = one.until() > other.until() ? one : other;
        int strikes = Math.max(one.strikes(), other.strikes());
        return new Rest(later.dimension(), later.since(), later.until(), later.cause(), strikes, 0);
    }

    /** A quarantine of the key is over. */
    void recovered(PoolKey key, long now) {
        for (Reach reach : new Reach[] {Reach.KEY, Reach.GROUP}) {
            Scope scope = Scope.of(reach, key, "");
            recovered.put(scope, now);
            most.entrySet()
                    .removeIf(e ->
                            e.getKey().scope().equals(scope) && e.getValue().quarantines());
            least.entrySet().removeIf(e -> e.getKey().scope().equals(scope) && e.getValue() == Rest.UNTIL_CLEARED);
        }
    }

    /** An attempt that was sent then has served: guesses that had ended by then are forgotten. */
    void succeeded(Scope scope, long sentAt) {
        most.entrySet()
                .removeIf(e -> e.getKey().scope().equals(scope) && e.getValue().until() <= sentAt);
    }

    boolean surelyRests(Scope scope, long now) {
        return least.entrySet().stream().anyMatch(e -> e.getKey().scope().equals(scope) && now < e.getValue());
    }

    boolean mayRest(Scope scope, long now) {
        return most.entrySet().stream()
                .anyMatch(e ->
                        e.getKey().scope().equals(scope) && now < e.getValue().until());
    }

    /** Whether a wait that nobody stated was the last that was heard of it: then one request goes first. */
    boolean isGuessed(Scope scope) {
        return most.entrySet().stream()
                .anyMatch(e -> e.getKey().scope().equals(scope) && e.getValue().strikes() > 0);
    }
}
