package io.keywheel.usage;

import io.keywheel.admin.port.KeyView.Latency;
import io.keywheel.admin.port.KeyView.TokenCounts;
import io.keywheel.pool.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up cells of several outcomes into what the API tells of them. Belongs to one thread. */
final class Telling {
    /** Ends of requests that nobody but the caller is to blame for, or nobody at all. */
    private static final Set<String> FINE = Set.of(
            Outcome.SUCCEEDED.name(),
            Outcome.REQUEST_REJECTED.name(),
            Outcome.CONTENT_POLICY.name(),
            Outcome.CALLER_GONE.name());

    private final Map<String, Long> byOutcome = new TreeMap<>();
    private final Counts all = new Counts();
    private long failed;
    private long rescued;

    void add(CellKey key, Counts counts) {
        all.add(counts);
        byOutcome.merge(
                CellKey.camel(key.outcome()),
                key.outcome().equals(CellKey.UNSERVED) ? counts.requests : counts.attempts,
                Long::sum);
        if (!FINE.contains(key.outcome())) failed += counts.requests;
        if (key.succeeded()) rescued += counts.failovers;
    }

    Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("total", all.attempts);
        counts.put("requests", all.requests);
        counts.put("failed", failed);
        counts.put("failovers", all.failovers);
        counts.put("rescued", rescued);
        counts.putAll(byOutcome);
        return counts;
    }

    TokenCounts tokens() {
        return new TokenCounts(all.input, all.output);
    }

    Optional<Latency> latency() {
        return latency(all.latencies);
    }

    private static Optional<Latency> latency(long @Nullable [] latencies) {
        if (latencies == null || java.util.Arrays.stream(latencies).sum() == 0) return Optional.empty();
        return Optional.of(
                new Latency(rounded(Latencies.quantile(latencies, 0.5)), rounded(Latencies.quantile(latencies, 0.95))));
    }

    private static double rounded(double millis) {
        return Math.round(millis * 10) / 10.0;
    }

    long lastAt() {
        return all.lastAt;
    }
}
