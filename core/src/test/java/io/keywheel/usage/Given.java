package io.keywheel.usage;

import io.keywheel.pool.Outcome;
import io.keywheel.pool.Tally.Asked;
import io.keywheel.pool.Tally.Attempted;
import io.keywheel.pool.Usage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What tests of usage begin with. */
final class Given {
    static final long MINUTE = Step.MINUTE.millis();
    static final Asked ASKED = new Asked("groq", "m", "anonymous");
    static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private Given() {}

    /** A clock that a test turns. */
    static final class Clock implements InstantSource {
        volatile Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        void passes(long millis) {
            now = now.plusMillis(millis);
        }
    }

    static Attempted served(String key) {
        return new Attempted(key, Outcome.SUCCEEDED, new Usage(9, 3), 1, 100);
    }

    static Attempted refused(String key) {
        return new Attempted(key, Outcome.RATE_LIMITED, Usage.NONE, 1, 5);
    }

    /** A request that this key served. */
    static void request(UsageCounts counts, String key) {
        counts.attempted(ASKED, served(key));
        counts.over(ASKED, served(key));
    }

    static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
