package io.keywheel.pool;

import java.util.OptionalLong;

/**
 * No key can serve now.
 *
 * @param soonest pool time in milliseconds when the first key returns; empty where none is known to
 */
public record Exhausted(Reason reason, OptionalLong soonest) implements Acquired {

    public enum Reason {
        /** Every usable key rests. */
        ALL_REST,
        /** Every usable key was told that it may not use this model. */
        ALL_FORBIDDEN,
        /** There is no key, or all are disabled or rejected. */
        NO_USABLE_KEY
    }
}
