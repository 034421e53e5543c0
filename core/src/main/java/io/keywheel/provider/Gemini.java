package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import io.keywheel.pool.RefillKind;

/** Google Gemini at its OpenAI-compatible address: no limit headers, quotas per project and model named in the error's details. */
final class Gemini {
    private static final String MODELS = "models/";

    static final Dialect DIALECT = DialectData.named("gemini")
            .rules(
                    // A model that this project's tier does not have at all; the wait beside it is worthless.
                    Rule.on(429).and(Finding::hasNothing).meansLimit(Outcome.QUOTA_EXHAUSTED, Ending::unknown),
                    Rule.on(429)
                            .and(found -> found.names("PerDay") || found.dimension() == Dimension.REQUESTS_PER_DAY)
                            .meansLimit(Outcome.QUOTA_EXHAUSTED, Ending::pacificMidnight),
                    Rule.on(429).and(Finding::refills).means(Outcome.RATE_LIMITED),
                    Rule.on(429)
                            .says("\\bcredits are depleted\\b", "\\bspend(?:ing)? (?:cap|limit)\\b")
                            .means(Outcome.QUOTA_EXHAUSTED),
                    // Said of every quota; but what returns soon is said with a wait.
                    Rule.on(429).says("\\bexceeded your current quota\\b").meansLimit(Outcome.QUOTA_EXHAUSTED),
                    // Billing opens the country to this project.
                    Rule.on(400, 403)
                            .says("(?:the )?(?:gemini api )?free tier is not available in your country")
                            .means(Outcome.KEY_FORBIDDEN),
                    Rule.on(400)
                            .says("you (?:do not|don't) have access to this model")
                            .means(Outcome.KEY_FORBIDDEN),
                    Rule.on(403)
                            .says("\\bconsumer \\S{1,80} has been suspended")
                            .means(Outcome.KEY_INVALID, Reach.GROUP),
                    Rule.on(403).says("\\bunregistered callers\\b").means(Outcome.KEY_INVALID))
            .families(model -> model.startsWith(MODELS) ? model.substring(MODELS.length()) : model)
            .refills(RefillKind.WINDOW, Dimension.REQUESTS_PER_DAY, Dimension.TOKENS_PER_DAY)
            // A dead key is a 400 here; a 403 is a restriction and says nothing.
            .probe(Probe.proving("/models"))
            .dialect();

    static final Provider PROVIDER =
            Provider.of(DIALECT, "https://generativelanguage.googleapis.com/v1beta/openai", "gemini-flash-latest");

    private Gemini() {}
}
