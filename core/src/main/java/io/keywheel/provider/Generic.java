package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import java.util.List;

/** Any server that speaks OpenAI's API: only what all have in common. */
final class Generic {
    static final Dialect DIALECT = new RuledDialect(
            "generic",
            RuledDialect.KeyHeader.BEARER,
            List.of(),
            List.of(
                    LimitHeader.of("requests-day", Dimension.REQUESTS_PER_DAY),
                    LimitHeader.of("requests-minute", Dimension.REQUESTS_PER_MINUTE),
                    LimitHeader.of("tokens-minute", Dimension.TOKENS_PER_MINUTE),
                    LimitHeader.of("tokens-day", Dimension.TOKENS_PER_DAY),
                    LimitHeader.of("requests", Dimension.UNSTATED),
                    LimitHeader.of("tokens", Dimension.UNSTATED),
                    new LimitHeader(
                            "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", Dimension.UNSTATED)));

    private Generic() {}
}
