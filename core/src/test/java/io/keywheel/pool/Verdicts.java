package io.keywheel.pool;

import java.util.OptionalLong;

/** Verdicts as dialects give them. */
final class Verdicts {
    private Verdicts() {}

    static Verdict rateLimited(long wait) {
        return new Verdict(
                Outcome.RATE_LIMITED,
                Reach.GROUP_MODEL,
                Dimension.REQUESTS_PER_MINUTE,
                OptionalLong.of(wait),
                429,
                "rate_limit_exceeded",
                "");
    }

    static Verdict rateLimitedWithoutAWord() {
        return Verdict.of(Outcome.RATE_LIMITED, Reach.GROUP_MODEL, 429, "", "");
    }

    static Verdict invalid() {
        return Verdict.of(Outcome.KEY_INVALID, Reach.KEY, 401, "invalid_api_key", "");
    }

    static Verdict forbidden() {
        return Verdict.of(Outcome.KEY_FORBIDDEN, Reach.KEY_MODEL, 404, "model_not_found", "");
    }

    static Verdict exhausted() {
        return Verdict.of(Outcome.QUOTA_EXHAUSTED, Reach.GROUP, 429, "insufficient_quota", "");
    }

    static Verdict failed() {
        return Verdict.of(Outcome.PROVIDER_FAILED, Reach.UPSTREAM, 500, "", "");
    }
}
