package io.keywheel.provider;

import io.keywheel.pool.Dimension;

/** Any server that speaks OpenAI's API: only what all have in common. */
final class Generic {

    /** Requests and tokens count a minute unless their name says otherwise, as OpenAI's do. How they come back is read off their numbers. */
    private static final LimitHeader[] LIMITS = {
        LimitHeader.of("requests", Dimension.REQUESTS_PER_MINUTE),
        LimitHeader.of("tokens", Dimension.TOKENS_PER_MINUTE),
        LimitHeader.of("requests-minute", Dimension.REQUESTS_PER_MINUTE),
        LimitHeader.of("tokens-minute", Dimension.TOKENS_PER_MINUTE),
        LimitHeader.of("requests-day", Dimension.REQUESTS_PER_DAY),
        LimitHeader.of("tokens-day", Dimension.TOKENS_PER_DAY)
    };

    static final Dialect DIALECT = DialectData.named("generic").limits(LIMITS).dialect();

    private Generic() {}
}
