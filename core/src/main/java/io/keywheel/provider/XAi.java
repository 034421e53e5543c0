package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import java.util.Optional;

/** xAI: limits are counted per team and model; a wrong key is a 400, spent credit a 403 or a 429. */
final class XAi {
    static final Dialect DIALECT = DialectData.named("xai")
            .rules(
                    // The free tier of a model, over a rolling day; no wait is told.
                    Rule.on(402, 403, 429)
                            .word("subscription:free-usage-exhausted")
                            .means(new Meaning(
                                    Outcome.QUOTA_EXHAUSTED,
                                    Reach.GROUP_MODEL,
                                    Dimension.TOKENS_PER_DAY,
                                    Optional.empty())),
                    Rule.on(402, 403, 429)
                            .word("personal-team-blocked:spending-limit")
                            .means(Outcome.QUOTA_EXHAUSTED),
                    Rule.on(402, 403, 429)
                            .says("\\bneed a grok subscription\\b")
                            .means(Outcome.QUOTA_EXHAUSTED),
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
