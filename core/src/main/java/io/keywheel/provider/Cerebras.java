package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Outcome;

/** Cerebras: limits are counted per organisation and model; a context that is too long may be refused without a word. */
final class Cerebras {
    static final Dialect DIALECT = DialectData.named("cerebras")
            .rules(Rule.on(400, 401, 403).word("wrong_api_key").means(Outcome.KEY_INVALID))
            .limits(
                    LimitHeader.of("requests-day", Dimension.REQUESTS_PER_DAY),
                    LimitHeader.of("tokens-minute", Dimension.TOKENS_PER_MINUTE))
            .countsPerOrganisation()
            .probe(Probe.proving("/models"))
            .dialect();

    static final Provider PROVIDER = Provider.of(DIALECT, "https://api.cerebras.ai/v1", "gpt-oss-120b");

    private Cerebras() {}
}
