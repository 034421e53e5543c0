package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;

/**
 * Azure OpenAI: the model is the name of a deployment, which has the limits; the keys of a resource share all of them. Needs a base URL
 * like {@code https://name.openai.azure.com/openai/v1}, which takes OpenAI's paths.
 */
final class Azure {
    static final Dialect DIALECT = DialectData.named("azure")
            .key(KeyHeader.bare("api-key"))
            .rules(
                    // A reserved capacity that is full, or a region that is.
                    Rule.on(429)
                            .word("nocapacity", "serverbusy", "server_busy", "engineoverloaded")
                            .means(Outcome.PROVIDER_OVERLOADED),
                    Rule.on(403, 429)
                            .says("\\bout of (?:call volume|bandwidth) quota\\b")
                            .means(Meaning.of(Outcome.QUOTA_EXHAUSTED).ending(Ending::clock)),
                    // Somebody without the right, not an unknown key.
                    Rule.on(401)
                            .word("permissiondenied", "accessdenied")
                            .says("\\bdoes not have access\\b", "\\blacks the required\\b", "\\bpermission\\b")
                            .means(Outcome.KEY_FORBIDDEN),
                    // The network of the resource does not let this address in, whichever of its keys asks.
                    Rule.on(403)
                            .says("\\bvirtual network\\b", "\\bfirewall rules\\b", "\\bprivate endpoint\\b")
                            .means(Outcome.REQUEST_REJECTED),
                    Rule.on(401, 403)
                            .says("\\bsubscription\\b.{0,80} (?:is|has been|was) (?:disabled|suspended|cancell?ed)\\b")
                            .means(Outcome.KEY_INVALID, Reach.GROUP),
                    Rule.on(404)
                            .says("\\bdeployment\\b.{0,60} (?:does not exist|not found)\\b")
                            .means(Outcome.KEY_FORBIDDEN))
            .limits(
                    LimitHeader.of("requests", Dimension.REQUESTS_PER_MINUTE),
                    LimitHeader.of("tokens", Dimension.TOKENS_PER_MINUTE))
            .countsPerOrganisation()
            .probe(Probe.proving("/models"))
            .dialect();

    /** A name that is never resolved: every resource has an address of its own. */
    static final Provider PROVIDER = Provider.of(DIALECT, "https://azure.invalid/openai/v1", "");

    private Azure() {}
}
