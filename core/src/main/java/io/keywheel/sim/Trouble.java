package io.keywheel.sim;

import io.keywheel.sim.Look.Glyph;
import java.time.Duration;

/**
 * Something that went wrong, in words, and which caller's answer shows how it ended.
 *
 * @param what as in {@code sim-a hit its quota (429, back in 20 s)}
 */
record Trouble(Glyph glyph, String what, Ends ends) {
    private static final Duration LONG = Duration.ofMillis(1_500);

    /** How a trouble ends for a caller. */
    enum Ends {
        FAILOVER,
        RETRY,
        WAIT,
        MOVE,
        TOLD;

        boolean isShownBy(Seen seen) {
            return switch (this) {
                case FAILOVER, RETRY -> seen.isRescued();
                case WAIT -> !seen.isError() && seen.took().compareTo(LONG) > 0;
                case MOVE -> seen.moved();
                case TOLD -> seen.end() == Seen.End.REFUSED && seen.retryAfter().isPresent();
            };
        }

        String words(Seen seen) {
            return switch (this) {
                case FAILOVER -> "served by " + seen.by();
                case RETRY -> "retried with " + seen.by();
                case WAIT -> "waited for it";
                case MOVE -> "its callers went on";
                case TOLD -> "told: back in " + seen.retryAfter().orElse(0) + " s";
            };
        }
    }
}
