package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Outcome;

/** xAI: limits are counted per team and model; a wrong key is a 400, spent credit a 403 or a 429. */
final class XAi {
    static final Dialect DIALECT = DialectData.named("xai")
            .rules(
                    // A team sees only the models that it was given.
                    Rule.on(400).says("^model not found").means(Outcome.KEY_FORBIDDEN),
                    Rule.on(400, 401, 403)
                            .says("^(?:your )?api key (?:is |has been )?(?:currently )?(?:blocked|disabled|deleted)")
                            .means(Outcome.KEY_INVALID))
            .limits(
                    LimitHeader.of("requests", Dimension.REQUESTS_PER_MINUTE),
                    LimitHeader.of("tokens", Dimension.TOKENS_PER_MINUTE))
            .countsPerOrganisation()
            .probe(Probe.proving("/models"))
            .dialect();

    static final Provider PROVIDER = Provider.of(DIALECT, "https://api.x.ai/v1", "grok-4.3");

    private XAi() {}
}
