package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import io.keywheel.pool.RefillKind;

/** OpenAI: limits are counted per organisation, project and model, both headers by the minute. */
final class OpenAi {
    static final Dialect DIALECT = DialectData.named("openai")
            .rules(
                    // A header of the caller's that names another organisation than the key's.
                    Rule.on(401)
                            .word("mismatched_organization", "mismatched_project", "invalid_organization")
                            .means(Outcome.REQUEST_REJECTED),
                    // The project lists the addresses that may use its keys; the key lives.
                    Rule.on(401).word("ip_not_authorized").means(Outcome.KEY_FORBIDDEN),
                    Rule.on(401, 403)
                            .says("\\bproject\\b.{0,40} has been archived\\b")
                            .means(Outcome.KEY_INVALID, Reach.GROUP),
                    Rule.on(429).word("slow_down").means(Outcome.RATE_LIMITED),
                    // A model that is there, asked at the wrong place: "only supported in v1/responses".
                    Rule.on(404)
                            .says("^this (?:is (?:not )?a chat model|model is only supported in)")
                            .means(Outcome.REQUEST_REJECTED),
                    Rule.on(0, 400).word("invalid_prompt").means(Outcome.CONTENT_POLICY))
            .limits(
                    LimitHeader.of("requests", Dimension.REQUESTS_PER_MINUTE),
                    LimitHeader.of("tokens", Dimension.TOKENS_PER_MINUTE))
            .accounts(new AccountIds("openai-organization", "openai-project"))
            .refills(
                    RefillKind.BUCKET,
                    Dimension.REQUESTS_PER_MINUTE,
                    Dimension.REQUESTS_PER_DAY,
                    Dimension.TOKENS_PER_MINUTE,
                    Dimension.TOKENS_PER_DAY)
            .probe(Probe.proving("/models"))
            .dialect();

    static final Provider PROVIDER = Provider.of(DIALECT, "https://api.openai.com/v1", "gpt-4o-mini");

    private OpenAi() {}
}
