package io.keywheel.pool;

import org.jspecify.annotations.Nullable;

/** Counts what attempts and requests come to. Told on event loops as they end; never blocks. */
public interface Tally {

    /**
     * Who asked for what.
     *
     * @param model as the caller named it, cut where it is long
     * @param caller name of the caller's token, {@link #NOBODY} where none is asked for
     */
    record Asked(String provider, String model, String caller) {}

    /**
     * What an attempt came to.
     *
     * @param key id of the key
     * @param number 1 for the first of its request
     * @param headMillis from its sending to the head of its answer; negative where none came
     */
    record Attempted(String key, Outcome outcome, Usage usage, int number, long headMillis) {}

    /** Who brings no token, and need not. */
    String NOBODY = "anonymous";

    /** An attempt was settled. */
    default void attempted(Asked asked, Attempted attempt) {}

    /**
     * A request is over: its caller has an answer, or has left.
     *
     * @param last of its attempts; null where no key could be asked
     */
    default void over(Asked asked, @Nullable Attempted last) {}
}
