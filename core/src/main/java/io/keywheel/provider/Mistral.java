package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Outcome;

/** Mistral: limits are counted per organisation or workspace (its docs disagree) and model. */
final class Mistral {
    static final Dialect DIALECT = DialectData.named("mistral")
            .rules(
                    // Their capacity, not the key's, whatever type stands beside it.
                    Rule.on(429).says("\\bservice tier capacity exceeded\\b").means(Outcome.PROVIDER_OVERLOADED),
                    Rule.on(401, 403)
                            .says("^inactive subscription", "\\busage limit reached\\b")
                            .means(Outcome.QUOTA_EXHAUSTED))
            .limits(
                    LimitHeader.of("req-minute", Dimension.REQUESTS_PER_MINUTE),
                    LimitHeader.of("requests-minute", Dimension.REQUESTS_PER_MINUTE),
                    LimitHeader.of("tokens-minute", Dimension.TOKENS_PER_MINUTE),
                    LimitHeader.of("tokens-month", Dimension.TOKENS_PER_MONTH))
            .countsPerOrganisation()
            .probe(Probe.proving("/models"))
            .dialect();

    static final Provider PROVIDER = Provider.of(DIALECT, "https://api.mistral.ai/v1", "mistral-small-latest");

    private Mistral() {}
}
