package io.keywheel.provider;

import static io.keywheel.pool.Outcome.CONTENT_POLICY;
import static io.keywheel.pool.Outcome.KEY_FORBIDDEN;
import static io.keywheel.pool.Outcome.KEY_INVALID;
import static io.keywheel.pool.Outcome.PROVIDER_FAILED;
import static io.keywheel.pool.Outcome.PROVIDER_OVERLOADED;
import static io.keywheel.pool.Outcome.QUOTA_EXHAUSTED;
import static io.keywheel.pool.Outcome.RATE_LIMITED;
import static io.keywheel.pool.Outcome.REQUEST_REJECTED;

import io.keywheel.pool.Reach;
import java.util.List;
import java.util.stream.Stream;

/** What providers say in sentences where their codes tell too little. */
final class CommonSentences {

    private static final List<Rule> OWN_FAULT = List.of(
            Rule.onRefusal()
                    .says("^the server had an error", "^internal (?:server )?error")
                    .means(PROVIDER_FAILED),
            Rule.on(0, 429, 500)
                    .says(
                            "\\bhigh (?:traffic|demand|load)\\b",
                            "\\boverloaded\\b",
                            "\\b(?:at|no|exceeded|over) capacity\\b|\\bcapacity (?:temporarily |is )?exceeded\\b",
                            "访问量过大|负载过高|过载|繁忙",
                            "\\bserver (?:is )?busy\\b|\\btoo busy\\b",
                            "rate-limited upstream",
                            // OpenRouter, of the provider behind it; Vertex, of its shared pool.
                            "^provider returned error",
                            "^resource exhausted\\. please try again later")
                    .means(PROVIDER_OVERLOADED));

    /** On a 400 these must begin the message: anything later may be the caller's own text. */
    private static final List<Rule> ON_400 = List.of(
            Rule.on(400)
                    .says(
                            "your credit balance is too low",
                            "you have reached your specified api usage limits",
                            "billing hard limit has been reached")
                    .means(QUOTA_EXHAUSTED),
            Rule.on(400)
                    .says("(?:this )?organization has been (?:disabled|restricted)")
                    .means(KEY_INVALID, Reach.GROUP),
            Rule.on(400)
                    .says("incorrect api key provided", "api key (?:not valid|not found|expired|is invalid)")
                    .means(KEY_INVALID),
            Rule.on(400, 403, 404)
                    .says("^your organization must be verified to ")
                    .means(KEY_FORBIDDEN),
            Rule.on(400)
                    .says(
                            "the response was filtered due to the prompt triggering",
                            "your request was rejected (?:as a result of|by) (?:our|the) safety system",
                            "output blocked by content filtering policy",
                            "invalid prompt: your prompt was flagged",
                            "content violates usage guidelines",
                            "content exists risk")
                    .means(CONTENT_POLICY));

    private static final String MONEY = "\\binsufficient (?:account |credit )?(?:balance|credits?|funds|quota)\\b"
            + "|\\bbalance is (?:insufficient|too low|exhausted|negative)\\b|\\bcredits? (?:is |are |have been )?exhausted\\b"
            + "|\\bfree (?:tier|quota|allocation)\\b.{0,40} (?:has been |is )?exhausted\\b"
            + "|\\b(?:weekly|monthly)(?:/monthly)? limit (?:has been |is )?(?:exhausted|reached|exceeded)\\b"
            + "|\\bexceeded (?:its |your |the )?budget\\b|\\bbudget has been exceeded\\b|\\bover budget\\b"
            + "|余额不足|欠费|额度(?:不足|已用尽|已用完)"
            + "|\\b(?:run|ran) out of credits\\b|\\bused all available credits\\b|\\bcredit balance\\b|\\bhave no credits\\b"
            + "|\\b(?:(?:spend|spending|credit|usage) limit|spending cap)\\b|\\bpurchase (?:more )?credits\\b|\\bpast invoices\\b"
            + "|\\bdoesn't have any credits\\b|\\bcredits are depleted\\b|\\bcheck your billing details\\b|\\bused up your\\b|\\boverdue\\b|\\bexceeded your current quota\\b";

    private static final List<Rule> ON_429 = List.of(
            Rule.on(429).says("^request too large").means(REQUEST_REJECTED),
            Rule.on(429)
                    .says(
                            "\\baccess was terminated\\b",
                            "\\baccount (?:has been |is )?(?:deactivated|disabled|terminated)\\b")
                    .means(KEY_INVALID, Reach.GROUP),
            // Anthropic: an entitlement for long prompts, which no wait brings.
            Rule.on(429).says("^extra usage is required").means(KEY_FORBIDDEN),
            // Google: a model that this project's tier does not have at all.
            Rule.on(429).says("quota exceeded for metric: \\S+ limit: 0\\b").meansLimit(QUOTA_EXHAUSTED),
            Rule.on(429).and(Finding::refills).means(RATE_LIMITED),
            Rule.on(429).says(MONEY).means(QUOTA_EXHAUSTED));

    /** A model that another plan has. */
    private static final List<Rule> ON_PLAN = List.of(Rule.on(403, 404, 429)
            .says(
                    "\\bnot (?:available|included) in your (?:current )?(?:subscription )?plan\\b",
                    "\\bplan does not (?:yet )?include access\\b")
            .means(KEY_FORBIDDEN));

    private static final List<Rule> ON_DENIAL = List.of(
            Rule.on(403)
                    .says(
                            "\\b(?:input|prompt|content|request) (?:was|has been|is) (?:flagged|blocked)\\b",
                            "\\bcontent (?:management )?policy\\b",
                            "\\bviolates (?:our )?usage (?:guidelines|polic)",
                            "\\brequires moderation\\b")
                    .means(CONTENT_POLICY),
            // OpenRouter: a cap that the owner of the key has put on it.
            Rule.on(402, 403)
                    .says("\\bkey limit exceeded\\b", "/settings/keys\\b")
                    .means(QUOTA_EXHAUSTED, Reach.KEY),
            Rule.on(401, 403, 412).says(MONEY).means(QUOTA_EXHAUSTED),
            // Fireworks, of an account that has not paid.
            Rule.on(412).says("^account \\S{1,60} is suspended").means(QUOTA_EXHAUSTED),
            Rule.on(400, 403, 404, 451)
                    .says(
                            "\\b(?:country|region|territory|location)\\b.{0,20} (?:is )?not (?:supported|available|allowed)\\b",
                            "\\bnot (?:supported|available|allowed) in your (?:country|region|territory|location)\\b",
                            // Groq and Anthropic, of an address that they do not serve.
                            "\\bcheck your network settings\\b",
                            "^request not allowed")
                    .means(REQUEST_REJECTED),
            // A restricted key that lives, one that is bound to other addresses, a project without this API.
            Rule.on(403).word("service_disabled").means(KEY_FORBIDDEN),
            Rule.on(401, 403)
                    .says(
                            "\\bmissing scopes\\b",
                            "\\binsufficient permissions\\b",
                            "\\bIP (?:address )?(?:[\\w.:]{0,45} )?(?:is )?not a",
                            "\\bIP allow")
                    .means(KEY_FORBIDDEN),
            Rule.on(401, 403)
                    .says(
                            "\\b(?:account|organization|workspace|team|project|service)(?: \\S{1,40})? (?:has been|is|was) "
                                    + "(?:disabled|suspended|deactivated|terminated|banned|denied access)\\b"
                                    + "|\\borganization has been restricted\\b")
                    .means(KEY_INVALID, Reach.GROUP),
            Rule.on(403)
                    .says(
                            "\\b(?:invalid|incorrect|expired|revoked|leaked) api key\\b",
                            "\\bapi key (?:(?:that )?you (?:have )?provided )?(?:is |was |has )?(?:been )?(?:currently )?"
                                    + "(?:not valid|invalid|expired|revoked|disabled|blocked|reported as leaked)")
                    .means(KEY_INVALID));

    private static final List<Rule> ON_404 = List.of(
            Rule.on(404).says("^(?:unknown request|invalid) url\\b").means(REQUEST_REJECTED),
            Rule.on(404)
                    .says(
                            "\\bmodels?\\b.{0,200}? (?:not found|not exist|not supported|not available|no access)\\b",
                            "\\bmodels?\\b.{0,200}? no longer (?:available|supported)\\b",
                            "\\bnot have access to (?:it|this model|the model)\\b",
                            "^(?:no such|unknown) model\\b|^models?:|\\bunable to access model\\b",
                            "^no (?:allowed )?(?:endpoints|providers)\\b",
                            // Moonshot, and NVIDIA of a model that an account does not have.
                            "^not found the model\\b|\\bnot found for account\\b",
                            // Google, of a model that the subscription lacks.
                            "^requested entity was not found")
                    .means(KEY_FORBIDDEN));

    static final List<Rule> ALL = Stream.of(OWN_FAULT, ON_400, ON_PLAN, ON_429, ON_DENIAL, ON_404)
            .flatMap(List::stream)
            .toList();

    private CommonSentences() {}
}
