package io.keywheel.admin.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A key as the API shows it.
 *
 * @param masked as much of the secret as people may see
 * @param reason why it is not ready
 * @param inFlight answers that run with it, on all members
 * @param share its part of the requests that the provider's present keys served in the last hour
 * @param counts by outcome, {@code total} among them
 * @param version of what may be changed; the ETag
 */
public record KeyView(
        String id,
        String provider,
        String label,
        String masked,
        String fingerprint,
        String quotaGroup,
        GroupSource quotaGroupSource,
        String source,
        boolean enabled,
        int weight,
        KeyState state,
        Optional<Reason> reason,
        Optional<Instant> since,
        Optional<Instant> until,
        List<ModelView> models,
        Optional<Integer> inFlight,
        Optional<Double> share,
        Optional<Map<String, Long>> counts,
        Optional<TokenCounts> tokens,
        Optional<Latency> latencyMs,
        Optional<Instant> lastUsedAt,
        String version) {

    /** Who says which quota group the key is in. */
    public enum GroupSource {
        DECLARED,
        LEARNED,
        OWN
    }

    /** Why a key or one of its models does not serve. */
    public record Reason(
            String outcome,
            Optional<Integer> status,
            Optional<String> code,
            Optional<String> dimension,
            Optional<String> model,
            Optional<String> message) {}

    /** How a key stands to one model. */
    public record ModelView(
            String model, KeyState state, Optional<Reason> reason, Optional<Instant> until, List<BudgetView> budgets) {}

    /**
     * What is left of a limit.
     *
     * @param nextAt when more of it comes back
     * @param fullAt when it is whole again
     */
    public record BudgetView(
            String dimension,
            double limit,
            double remaining,
            Optional<Instant> nextAt,
            Optional<Instant> fullAt,
            Optional<Instant> observedAt) {}

    /** Tokens that were billed. */
    public record TokenCounts(long input, long output) {}

    /** Milliseconds to the head of an answer. */
    public record Latency(double p50, double p95) {}

    /**
     * What it did of late.
     *
     * @param counts of the last 24 hours, as {@code tokens}
     * @param latencyMs of the last hour
     */
    public record Lately(
            Optional<Double> share,
            Map<String, Long> counts,
            TokenCounts tokens,
            Optional<Latency> latencyMs,
            Optional<Instant> lastUsedAt) {}

    /** The same with what it did of late. */
    public KeyView with(Lately lately) {
        return new KeyView(
                id,
                provider,
                label,
                masked,
                fingerprint,
                quotaGroup,
                quotaGroupSource,
                source,
                enabled,
                weight,
                state,
                reason,
                since,
                until,
                models,
                inFlight,
                lately.share(),
                Optional.of(lately.counts()),
                Optional.of(lately.tokens()),
                lately.latencyMs(),
                lately.lastUsedAt(),
                version);
    }
}
