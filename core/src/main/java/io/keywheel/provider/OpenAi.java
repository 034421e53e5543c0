package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Outcome;
import java.util.List;

/** OpenAI: limits are counted per organisation, project and model, both headers by the minute. */
final class OpenAi {
    static final Dialect DIALECT = new RuledDialect(
            "openai",
            RuledDialect.KeyHeader.BEARER,
            List.of(
                    // A header of the caller's that names another organisation than the key's.
                    Rule.on(401)
                            .word("mismatched_organization", "mismatched_project", "invalid_organization")
                            .means(Outcome.REQUEST_REJECTED),
                    // The project lists the addresses that may use its keys; the key lives.
                    Rule.on(401).word("ip_not_authorized").means(Outcome.KEY_FORBIDDEN),
                    Rule.on(429).word("slow_down").means(Outcome.RATE_LIMITED),
                    // A model that is there, asked at the wrong place: "only supported in v1/responses".
                    Rule.on(404)
                            .says("^this (?:is (?:not )?a chat model|model is only supported in)")
                            .means(Outcome.REQUEST_REJECTED),
                    Rule.on(0, 400).word("invalid_prompt").means(Outcome.CONTENT_POLICY)),
            List.of(
                    LimitHeader.of("requests", Dimension.REQUESTS_PER_MINUTE),
                    LimitHeader.of("tokens", Dimension.TOKENS_PER_MINUTE)));

    private OpenAi() {}
}
