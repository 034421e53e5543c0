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

/** What all OpenAI-compatible providers mean unless their dialect says otherwise: words first, then sentences, the bare status last. */
final class CommonRules {

    private static final List<Rule> PAGES = List.of(
            // A CDN that blocks this address or breaks says nothing of any key.
            Rule.on(401, 403, 407).word(ErrorBody.PAGE).means(PROVIDER_FAILED),
            Rule.on(429).word(ErrorBody.PAGE).means(PROVIDER_OVERLOADED),
            Rule.onFailure().word(ErrorBody.PAGE).means(PROVIDER_FAILED));

    private static final List<Rule> WORDS = List.of(
            Rule.onRefusal()
                    .word(
                            "exceeded_current_quota_error",
                            "budget_exceeded",
                            "out_of_credits",
                            "arrearage",
                            "accountoverdueerror",
                            "credit_balance_exhausted",
                            "organization_spend_limit_exceeded",
                            "organization_usage_limit_exceeded",
                            "project_spend_limit_exceeded",
                            "enforced_spend_limit_reached",
                            "billing_hard_limit_reached",
                            "billing_not_active",
                            "billing_error",
                            "payment_required")
                    .means(QUOTA_EXHAUSTED),
            Rule.onRefusal()
                    .wordLike("insufficient_(?:\\w{1,40}_)?(?:balance|credits?|funds|quota)")
                    .means(QUOTA_EXHAUSTED),
            // Alibaba gives every model a free quota of its own.
            Rule.on(403).word("allocationquota.freetieronly").meansLimit(QUOTA_EXHAUSTED),
            Rule.on(0, 400, 401, 403, 429)
                    .word(
                            "organization_restricted",
                            "organization_disabled",
                            "account_deactivated",
                            "consumer_suspended",
                            "access_terminated")
                    .means(KEY_INVALID, Reach.GROUP),
            Rule.on(0, 400, 401, 403)
                    .word(
                            "invalid_api_key",
                            "incorrect_api_key",
                            "expired_api_key",
                            "api_key_invalid",
                            "api_key_expired")
                    .means(KEY_INVALID),
            Rule.onRefusal()
                    .word(
                            "content_filter",
                            "content_policy_violation",
                            "content_policy",
                            "moderation_blocked",
                            "data_inspection_failed",
                            "datainspectionfailed",
                            "responsibleaipolicyviolation",
                            "prohibited_content")
                    .means(CONTENT_POLICY),
            Rule.onRefusal().word("unsupported_country_region_territory").means(REQUEST_REJECTED),
            Rule.on(0, 400, 403, 404)
                    .word("model_not_found", "deploymentnotfound", "model_terms_required")
                    .means(KEY_FORBIDDEN),
            Rule.on(404).word("unknown_url").means(REQUEST_REJECTED),
            Rule.on(0, 429, 498)
                    .word(
                            "overloaded_error",
                            "server_is_overloaded",
                            "engine_overloaded",
                            "engine_overloaded_error",
                            "capacity_exceeded",
                            "service_tier_capacity_exceeded",
                            "queue_exceeded",
                            "nocapacity",
                            "upstream_provider_shared_pool")
                    .means(PROVIDER_OVERLOADED),
            Rule.onFailure()
                    .word("overloaded_error", "server_is_overloaded", "engine_overloaded", "engine_overloaded_error")
                    .means(PROVIDER_OVERLOADED),
            Rule.on(400, 403, 429).word("rate_limit_exceeded").means(RATE_LIMITED),
            // Google names the quota: per day it ends at an hour, and the short wait beside it is not true.
            Rule.on(429).and(f -> f.names("PerDay")).meansLimit(QUOTA_EXHAUSTED),
            Rule.on(429).and(f -> f.names("PerMinute")).means(RATE_LIMITED));

    private static final List<Rule> BY_STATUS = List.of(
            Rule.on(401).means(KEY_INVALID),
            Rule.on(402).means(QUOTA_EXHAUSTED),
            Rule.on(403).means(KEY_FORBIDDEN),
            Rule.on(429).means(RATE_LIMITED),
            Rule.on(498, 503, 529).means(PROVIDER_OVERLOADED),
            // A timeout, a proxy on the way, a wrong host, a connection that the provider closed on itself.
            Rule.on(407, 408, 421, 499).means(PROVIDER_FAILED),
            Rule.onFailure().means(PROVIDER_FAILED),
            Rule.onNoStatus().means(PROVIDER_FAILED),
            Rule.always().means(REQUEST_REJECTED));

    private CommonRules() {}

    /** The rules of a dialect, its own before the common ones. */
    static List<Rule> after(List<Rule> own) {
        return Stream.of(
                        List.of(Rule.on(0, 400, 413, 429)
                                .and(Finding::neverFits)
                                .means(REQUEST_REJECTED)),
                        PAGES,
                        own,
                        WORDS,
                        CommonSentences.ALL,
                        BY_STATUS)
                .flatMap(List::stream)
                .toList();
    }
}
