package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import io.keywheel.pool.RefillKind;

/** OpenRouter: limits of an account whichever key asks, one for all free models; credit of the account, and caps that an owner puts on a key. */
final class OpenRouter {
    private static final String FREE = ":free";

    static final Dialect DIALECT = DialectData.named("openrouter")
            .rules(
                    Rule.on(402, 429).word("openrouter_free_tier_daily").meansLimit(Outcome.QUOTA_EXHAUSTED),
                    // What runs now holds the credit: it comes back when that is settled.
                    Rule.on(402, 429).word("openrouter_in_flight_budget").means(Outcome.RATE_LIMITED, Reach.GROUP),
                    // A cap that the owner of the key has put on it.
                    Rule.on(402, 403, 429)
                            .says(
                                    "/workspaces/\\S{1,80}/keys/",
                                    "/settings/keys\\b",
                                    "\\bthe key's (?:\\w{1,20} )?limit\\b")
                            .means(Outcome.QUOTA_EXHAUSTED, Reach.KEY),
                    Rule.on(402, 403, 429).word("openrouter_key_limit").means(Outcome.QUOTA_EXHAUSTED, Reach.KEY),
                    Rule.on(402, 403, 429).word("openrouter_credits").means(Outcome.QUOTA_EXHAUSTED),
                    // "High demand for this model": but the limit is this account's.
                    Rule.on(429).says("^rate limit exceeded:").means(Outcome.RATE_LIMITED),
                    // What the provider behind it says of OpenRouter's own key there.
                    Rule.on(401, 402, 403).says("^provider returned error").means(Outcome.PROVIDER_FAILED),
                    // What the request asks for, no endpoint has; no key changes that.
                    Rule.on(404)
                            .says("^no endpoints found that (?:can|support)")
                            .means(Outcome.REQUEST_REJECTED),
                    // The account's own privacy settings and guardrails.
                    Rule.on(404).says("\\bdata policy\\b", "\\bguardrail").means(Outcome.KEY_FORBIDDEN),
                    Rule.on(403)
                            .says("\\brequires moderation\\b", "\\bguardrail")
                            .means(Outcome.CONTENT_POLICY))
            .families(model -> model.endsWith(FREE) ? FREE : model)
            .countsPerOrganisation()
            .refills(RefillKind.WINDOW, Dimension.REQUESTS_PER_DAY)
            // The list of models needs no key.
            .probe(Probe.proving("/key"))
            .dialect();

    static final Provider PROVIDER = Provider.of(DIALECT, "https://openrouter.ai/api/v1", "openrouter/auto");

    private OpenRouter() {}
}
