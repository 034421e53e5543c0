package io.keywheel.sim;

import io.keywheel.pool.Outcome;
import java.time.Duration;

/** What the story is told from: the pool's events, what was staged, and what callers saw. */
sealed interface Happening {
    Duration at();

    /** A key began to rest. */
    record Rested(Duration at, String key, Outcome outcome, int status, Duration rest) implements Happening {}

    /** The wheel turned. */
    record Rotated(Duration at, String to) implements Happening {}

    /** A request found no key. */
    record AllRest(Duration at) implements Happening {}

    /** The scenario did something that the pool does not tell of. */
    record Staged(Duration at, Trouble trouble) implements Happening {}

    /** A caller has its answer. */
    record Answered(Seen seen) implements Happening {
        @Override
        public Duration at() {
            return seen.at();
        }
    }
}
