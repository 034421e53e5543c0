package io.keywheel.sim;

import java.time.Duration;

/**
 * The time in which every key rests.
 *
 * @param backAt when callers were told to come back; {@code since} until they were told
 * @param apologised whether {@code /chat} was seen to answer kindly
 */
record Drought(Duration since, Duration backAt, boolean apologised) {
    private static final Duration TRUE_TO = Duration.ofSeconds(2);

    Drought(Duration since) {
        this(since, since, false);
    }

    Drought told(Seen seen) {
        return new Drought(since, seen.at().plusSeconds(seen.retryAfter().orElse(0)), apologised);
    }

    boolean isTold() {
        return !backAt.equals(since);
    }

    Drought apologisedOnce() {
        return new Drought(since, backAt, true);
    }

    /** How the promise and the truth compare. */
    String verdict(Seen seen) {
        long after = seen.at().minus(since).plusMillis(500).toSeconds();
        boolean kept = seen.at().minus(backAt).abs().compareTo(TRUE_TO) <= 0;
        return "after " + after + " s" + (kept ? ", as told" : "");
    }
}
