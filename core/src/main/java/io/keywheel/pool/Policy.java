package io.keywheel.pool;

import java.util.Locale;
import java.util.Optional;

/** Which of the keys that can serve does. */
public enum Policy {
    /** Stay on the current key of a model until it cannot serve. */
    STICKY,
    /** Each in turn, by weight. */
    ROUND_ROBIN,
    /** The one with the fewest requests by weight: those that run, then those of the last minutes. */
    LEAST_USED,
    /** Of two at random the one that answered sooner of late. */
    FASTEST,
    /** The one with the largest part of its budget left, by weight. */
    HEADROOM;

    /** The name in settings: {@code round-robin}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Policy> of(String text) {
        for (Policy policy : values()) if (policy.text().equals(text)) return Optional.of(policy);
        return Optional.empty();
    }
}
