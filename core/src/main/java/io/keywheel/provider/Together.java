package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Outcome;

/** Together: dynamic limits per organisation and model, below which a failure is theirs (503). Its headers count seconds. */
final class Together {
    static final Dialect DIALECT = DialectData.named("together")
            .rules(
                    // A model that runs only where the account has an endpoint for it.
                    Rule.on(400, 403, 404)
                            .word("model_not_available", "dedicated_endpoint_not_running")
                            .means(Outcome.KEY_FORBIDDEN),
                    // The docs: 403 is a prompt with max_tokens beyond the context.
                    Rule.on(403)
                            .says("\\bcontext length\\b", "\\bmax_(?:new_)?tokens\\b", "\\binput token count\\b")
                            .means(Outcome.REQUEST_REJECTED))
            .limits(
                    limit("x-ratelimit", Dimension.REQUESTS_PER_SECOND),
                    limit("x-tokenlimit", Dimension.TOKENS_PER_SECOND))
            .countsPerOrganisation()
            .probe(Probe.proving("/models"))
            .dialect();

    static final Provider PROVIDER = Provider.of(DIALECT, "https://api.together.xyz/v1", "");

    private Together() {}

    private static LimitHeader limit(String stem, Dimension dimension) {
        return new LimitHeader(stem + "-limit", stem + "-remaining", stem + "-reset", dimension);
    }
}
