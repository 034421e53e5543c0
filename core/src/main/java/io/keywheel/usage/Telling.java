package io.keywheel.usage;

import io.keywheel.admin.port.KeyView.Latency;
import io.keywheel.admin.port.KeyView.TokenCounts;
import io.keywheel.pool.Outcome;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Adds up cells of several outcomes into what the API tells of them. Belongs to one thread; there may be a hundred thousand. */
final class Telling {
    /** Ends of requests that nobody but the caller is to blame for, or nobody at all. */
    private static final Set<String> FINE = Set.of(
            Outcome.SUCCEEDED.name(),
            Outcome.REQUEST_REJECTED.name(),
            Outcome.CONTENT_POLICY.name(),
            Outcome.CALLER_GONE.name());

    private static final Map<String, String> WORDS = words();

    private static final String SUCCEEDED = Outcome.SUCCEEDED.name();

    private long attempts;
    private long requests;
    private long failovers;
    private long input;
    private long output;
    private long lastAt;
    private int[] latencies = Latencies.NONE;
    private String[] outcomes = new String[2];
    private long[] ends = new long[2];
    private int size;
    private long failed;
    private long rescued;

    private static Map<String, String> words() {
        Map<String, String> words = new HashMap<>();
        for (Outcome outcome : Outcome.values()) words.put(outcome.name(), CellKey.camel(outcome.name()));
        words.put(CellKey.UNSERVED, CellKey.camel(CellKey.UNSERVED));
        return words;
    }

    void add(String outcome, Counts counts) {
        attempts += counts.attempts;
        requests += counts.requests;
        failovers += counts.failovers;
        input += counts.input;
        output += counts.output;
        lastAt = Math.max(lastAt, counts.lastAt);
        latencies = Latencies.sum(latencies, counts.latencies, 1);
        int place = place(outcome);
        ends[place] += outcome.equals(CellKey.UNSERVED) ? counts.requests : counts.attempts;
        if (counts.requests > 0 && !FINE.contains(outcome)) failed += counts.requests;
        if (outcome.equals(SUCCEEDED)) rescued += counts.failovers;
    }

    private int place(String outcome) {
        for (int i = 0; i < size; i++) if (outcome.equals(outcomes[i])) return i;
        if (size == outcomes.length) {
            outcomes = Arrays.copyOf(outcomes, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        outcomes[size] = outcome;
        return size++;
    }

    /** What is nothing is left out, but for the sums. */
    Map<String, Long> counts() {
        FewCounts counts = new FewCounts();
        counts.put("total", attempts);
        counts.put("requests", requests);
        if (failed > 0) counts.put("failed", failed);
        if (failovers > 0) counts.put("failovers", failovers);
        if (rescued > 0) counts.put("rescued", rescued);
        for (int i = 0; i < size; i++)
            if (ends[i] > 0) counts.put(WORDS.getOrDefault(outcomes[i], CellKey.OTHER), ends[i]);
        return counts;
    }

    TokenCounts tokens() {
        return new TokenCounts(input, output);
    }

    Optional<Latency> latency() {
        if (latencies.length == 0) return Optional.empty();
        return Optional.of(
                new Latency(rounded(Latencies.quantile(latencies, 0.5)), rounded(Latencies.quantile(latencies, 0.95))));
    }

    private static double rounded(double millis) {
        return Math.round(millis * 10) / 10.0;
    }

    long lastAt() {
        return lastAt;
    }
}
