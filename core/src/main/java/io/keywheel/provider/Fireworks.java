package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Outcome;

/**
 * Fireworks: adaptive limits per account. Its token headers tell a limit without the rest, and two of its pages name two units for it, so
 * they are not read.
 */
final class Fireworks {
    static final Dialect DIALECT = DialectData.named("fireworks")
            // A queue that moves too slowly is theirs.
            .rules(Rule.on(429).says("\\bgenerate first token\\b").means(Outcome.PROVIDER_OVERLOADED))
            .limits(LimitHeader.of("requests", Dimension.REQUESTS_PER_MINUTE))
            .countsAllModels()
            .countsPerOrganisation()
            // Answers 500 to accounts without deployments, so that only its 401 says something.
            .probe(Probe.of("/models"))
            .dialect();

    static final Provider PROVIDER = Provider.of(DIALECT, "https://api.fireworks.ai/inference/v1", "");

    private Fireworks() {}
}
