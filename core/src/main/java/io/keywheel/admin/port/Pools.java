package io.keywheel.admin.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pools as a whole. */
public interface Pools {
    PoolSummary summary();

    /** The providers that are configured, the default first. */
    List<String> providers();

    /** Which key would serve the model; empty where no such provider is configured. */
    Optional<Explanation> explain(String model, Optional<String> provider);

    /** All pools at one moment. */
    record PoolSummary(
            List<ProviderSummary> providers,
            int keys,
            int usable,
            Optional<Instant> soonestReturn,
            Optional<Boolean> durable,
            int members,
            long generation,
            String version,
            Instant now) {}

    /** One provider's keys. */
    record ProviderSummary(
            String provider,
            int keys,
            int usable,
            Map<String, Integer> states,
            Map<String, Double> shares,
            List<LinkView> links,
            Optional<Instant> soonestReturn) {}

    /** Two groups that share one quota. */
    record LinkView(String first, String second, String evidence) {}

    /** How each key stands to a request. */
    record Explanation(String model, String provider, Optional<String> key, List<StandingView> keys) {}

    /** How one does. */
    record StandingView(
            String key,
            boolean serves,
            boolean chosen,
            String obstacle,
            Optional<Instant> until,
            Optional<String> dimension) {}
}
