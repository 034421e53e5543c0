package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Outcome;
import java.util.List;

/** Groq: limits are counted per organisation and model; its request headers count a day, its token headers a minute. */
final class Groq {
    static final Dialect DIALECT = new RuledDialect(
            "groq",
            RuledDialect.KeyHeader.BEARER,
            List.of(
                    // The organisation's own spend limit (docs, spend-limits): a 400 until the month ends.
                    Rule.on(400).word("blocked_api_access").means(Outcome.QUOTA_EXHAUSTED),
                    // The model failed to write a valid tool call; it may do better next time, but not with another
                    // key.
                    Rule.on(0, 400).word("tool_use_failed").means(Outcome.REQUEST_REJECTED)),
            List.of(
                    LimitHeader.of("requests", Dimension.REQUESTS_PER_DAY),
                    LimitHeader.of("tokens", Dimension.TOKENS_PER_MINUTE),
                    LimitHeader.of("audio-seconds", Dimension.AUDIO_SECONDS_PER_HOUR)));

    private Groq() {}
}
