package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.RefillKind;

/** Groq: limits are counted per organisation and model; its request headers count a day, its token headers a minute. */
final class Groq {
    static final Dialect DIALECT = DialectData.named("groq")
            .rules(
                    // The organisation's own spend limit (docs, spend-limits): a 400 until the month ends.
                    Rule.on(400).word("blocked_api_access").means(Outcome.QUOTA_EXHAUSTED),
                    // The model failed to write a valid tool call; it may do better next time, but not with another
                    // key.
                    Rule.on(0, 400).word("tool_use_failed").means(Outcome.REQUEST_REJECTED))
            .limits(
                    LimitHeader.of("requests", Dimension.REQUESTS_PER_DAY),
                    LimitHeader.of("tokens", Dimension.TOKENS_PER_MINUTE),
                    LimitHeader.of("audio-seconds", Dimension.AUDIO_SECONDS_PER_HOUR))
            .countsPerOrganisation()
            // The stated waits are those of buckets, the day's too (12 of 12 answers computed).
            .refills(
                    RefillKind.BUCKET,
                    Dimension.REQUESTS_PER_MINUTE,
                    Dimension.REQUESTS_PER_DAY,
                    Dimension.TOKENS_PER_MINUTE,
                    Dimension.TOKENS_PER_DAY)
            .probe(Probe.proving("/models"))
            .dialect();

    static final Provider PROVIDER = Provider.of(DIALECT, "https://api.groq.com/openai/v1", "llama-3.3-70b-versatile");

    private Groq() {}
}
