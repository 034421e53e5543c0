package io.keywheel.pool;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one scope: its rests, one a dimension. Immutable; all transitions of a key and of its quota stand here.
 *
 * <pre>
 *            refused                       refused again: rests longer
 *   FREE ───────────────▶ resting until t ─────────┐
 *    ▲                      │          ▲───────────┘
 *    └── success sent later ┘          a rejected key rests until somebody clears it: recovered
 * </pre>
 */
public final class ScopeState {
    static final ScopeState FREE = new ScopeState(List.of());

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;

    /** A limit whose end nobody stated: the first guess, doubled up to the last. */
    private static final Guess LIMIT = new Guess(5 * SECOND, MINUTE);

    /** Money or a fixed quota: somebody must act, so asking again is seldom worth a call. */
    private static final Guess QUOTA = new Guess(10 * MINUTE, 6 * 60 * MINUTE);

    /** A model that a key may not use: rights change when an operator changes them. */
    private static final Guess RIGHT = new Guess(10 * MINUTE, 60 * MINUTE);

    /** A rejected key that only a real request can clear. */
    private static final Guess REJECTED = new Guess(10 * MINUTE, 24 * 60 * MINUTE);

    private record Guess(long first, long last) {
        long wait(int strikes) {
            return Math.min(last, first << Math.min(strikes - 1, 20));
        }
    }

    private final List<Rest> rests;
    private final long until;

    private ScopeState(List<Rest> rests) {
        this.rests = rests;
        this.until = rests.stream().mapToLong(Rest::until).max().orElse(Long.MIN_VALUE);
    }

    /** Whether nothing of this scope rests. */
    public boolean permits(long now) {
        return now >= until;
    }

    /** When the last of its rests ends, in pool milliseconds; long past where none is known. */
    public long until() {
        return until;
    }

    public List<Rest> rests() {
        return rests;
    }

    /** Whether a wait that nobody stated was the last that was heard of it. */
    boolean isGuessed() {
        for (int i = 0; i < rests.size(); i++) if (rests.get(i).strikes() > 0) return true;
        return false;
    }

    /** Whether the provider has rejected the key, and nothing speaks for it yet. */
    boolean isQuarantined(long now) {
        return this != FREE && quarantine(now) != null;
    }

    /**
     * The state after a refusal.
     *
     * @param sentAt when the refused attempt was sent: one that was under way when a guessed rest began says nothing new
     */
    ScopeState after(Verdict refusal, long sentAt, long now) {
        return after(refusal, sentAt, now, true);
    }

    /** @param provable whether a probe can clear a rejected key; where none can, it rests for a while and one request finds out */
    ScopeState after(Verdict refusal, long sentAt, long now, boolean provable) {
        Rest before = rest(refusal.dimension());
        if (before.isRecovery() && refusal.outcome() == Outcome.KEY_INVALID && sentAt < before.until()) return this;
        boolean resting = before.holds(now);
        boolean forever = refusal.outcome() == Outcome.KEY_INVALID && provable;
        boolean guessed = refusal.waitMillis().isEmpty() && !forever;
        if (resting && guessed && sentAt <= before.since()) return this;
        int strikes = guessed ? before.strikes() + 1 : 0;
        long end = forever && refusal.waitMillis().isEmpty() ? Rest.UNTIL_CLEARED : end(refusal, strikes, now);
        if (resting && end <= before.until()) return this;
        long since = resting ? before.since() : now;
        return with(new Rest(refusal.dimension(), since, end, refusal.outcome(), strikes, before.revision()));
    }

    private static long end(Verdict refusal, int strikes, long now) {
        if (refusal.waitMillis().isPresent()) return now + refusal.waitMillis().getAsLong();
        return now
                + switch (refusal.outcome()) {
                    case QUOTA_EXHAUSTED -> QUOTA.wait(strikes);
                    case KEY_FORBIDDEN -> RIGHT.wait(strikes);
                    case KEY_INVALID -> REJECTED.wait(strikes);
                    default -> LIMIT.wait(strikes);
                };
    }

    /** The state after a success that was sent at {@code sentAt}: what had ended by then is forgotten, strikes included. */
    ScopeState afterSuccess(long sentAt) {
        if (this == FREE) return this;
        List<Rest> left = rests.stream().filter(r -> r.holds(sentAt)).toList();
        return left.size() == rests.size() ? this : left.isEmpty() ? FREE : new ScopeState(left);
    }

    /** The state after somebody cleared its quarantine. The ended rest stays until a success: a later one builds on its revision. */
    ScopeState recovered(long now) {
        ScopeState state = this;
        for (Rest rest : rests) if (rest.quarantines() && rest.holds(now)) state = state.with(rest.recovered(now));
        return state;
    }

    /** The quarantine that holds at {@code now} and lasts longest, null where none does. */
    @Nullable
    Rest quarantine(long now) {
        Rest longest = null;
        for (Rest rest : rests) {
            boolean holds = rest.quarantines() && rest.holds(now);
            if (holds && (longest == null || rest.until() > longest.until())) longest = rest;
        }
        return longest;
    }

    /**
     * The state as the cluster knows it: a higher revision replaces what this node thought, the same or a lower one does not. A recovery
     * ends the quarantine that it speaks of and nothing else.
     */
    ScopeState adopt(Rest told) {
        Rest own = rest(told.dimension());
        if (own.revision() >= told.revision()) return this;
        return told.isRecovery() && !own.isEndedBy(told) ? this : with(told);
    }

    Rest rest(Dimension dimension) {
        for (Rest rest : rests) if (rest.dimension() == dimension) return rest;
        return Rest.none(dimension);
    }

    private ScopeState with(Rest rest) {
        return new ScopeState(Stream.concat(
                        rests.stream().filter(r -> r.dimension() != rest.dimension()), Stream.of(rest))
                .toList());
    }
}
