package io.keywheel.admin.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Counts over time, of the whole cluster. */
@FunctionalInterface
public interface UsageQuery {

    /** Within half a second; members that say nothing by then are named. */
    CompletionStage<Usage> ask(Question question);

    /**
     * What one wants to know.
     *
     * @param step {@code 1m}, {@code 10m}, {@code 1h}, {@code 1d}; empty: what fits the span
     */
    record Question(String by, Optional<Instant> from, Optional<Instant> to, Optional<String> step) {}

    /**
     * The counts.
     *
     * @param missing members that did not answer
     */
    record Usage(String by, Instant from, Instant to, String step, List<Series> series, List<String> missing) {}

    /** The counts of one key, model, … */
    record Series(String name, List<Point> points) {}

    /**
     * The counts of one step. Steps in which nothing was counted have none.
     *
     * @param counts attempts: {@code total}, by outcome, and {@code failovers}; {@code requests}, of them {@code failed}
     *     through no fault of the caller, {@code rescued} by another key, {@code unserved} where no key could be asked; what is 0 may be left out
     * @param latencyMs to the head of answers that served
     */
    record Point(
            Instant at, Map<String, Long> counts, KeyView.TokenCounts tokens, Optional<KeyView.Latency> latencyMs) {
        public Point(Instant at, Map<String, Long> counts, KeyView.TokenCounts tokens) {
            this(at, counts, tokens, Optional.empty());
        }
    }
}
