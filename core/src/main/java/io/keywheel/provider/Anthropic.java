package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import io.keywheel.pool.RefillKind;

/**
 * Anthropic: its own API and, below the same base URL, one that is compatible with OpenAI's. Limits are counted per organisation and
 * family of models; its organisation is named in every answer.
 */
final class Anthropic {
    private static final KeyHeader OWN = KeyHeader.bare("x-api-key");
    private static final String PREFIX = "anthropic-ratelimit-";

    static final Dialect DIALECT = DialectData.named("anthropic")
            .key(path -> path.contains("/chat/completions") ? KeyHeader.BEARER : OWN)
            .sends("anthropic-version", "2023-06-01")
            .rules(
                    // A token of another product, which never serves here.
                    Rule.on(400, 403)
                            .says("^this credential is only authorized for use with")
                            .means(Outcome.KEY_INVALID),
                    Rule.on(403)
                            .says("^oauth authentication is currently not (?:allowed|supported)")
                            .means(Outcome.KEY_INVALID),
                    Rule.on(403)
                            .says("\\boauth token does not meet scope requirement")
                            .means(Outcome.KEY_FORBIDDEN),
                    // Entitlements for long prompts, which no wait brings.
                    Rule.on(400, 403, 429)
                            .says("^extra usage is required", "^the long context beta is not yet available for this")
                            .means(Outcome.KEY_FORBIDDEN),
                    Rule.on(400, 403, 429)
                            .says(
                                    "^you(?:'re|’re| are) out of extra usage",
                                    "^third-party apps now draw from your extra usage")
                            .means(Outcome.QUOTA_EXHAUSTED),
                    Rule.on(400, 403, 429)
                            .says("^you have reached your (?:specified )?[\\w ]{0,30}usage limits?\\b")
                            .means(Outcome.QUOTA_EXHAUSTED),
                    Rule.on(400, 403)
                            .says(
                                    "^(?:this|your) (?:organization|workspace|account) (?:has been|is) (?:disabled|archived)")
                            .means(Outcome.KEY_INVALID, Reach.GROUP))
            .limits(
                    limit("requests", Dimension.REQUESTS_PER_MINUTE),
                    limit("input-tokens", Dimension.INPUT_TOKENS_PER_MINUTE),
                    limit("output-tokens", Dimension.OUTPUT_TOKENS_PER_MINUTE),
                    // The tightest of the others, as the docs say.
                    limit("tokens", Dimension.TOKENS_PER_MINUTE))
            .accounts(new AccountIds("anthropic-organization-id", ""))
            .countsPerOrganisation()
            .families(Anthropic::family)
            .refills(
                    RefillKind.BUCKET,
                    Dimension.REQUESTS_PER_MINUTE,
                    Dimension.TOKENS_PER_MINUTE,
                    Dimension.INPUT_TOKENS_PER_MINUTE,
                    Dimension.OUTPUT_TOKENS_PER_MINUTE)
            .probe(Probe.proving("/models"))
            .dialect();

    static final Provider PROVIDER = Provider.of(DIALECT, "https://api.anthropic.com/v1", "claude-haiku-4-5");

    private Anthropic() {}

    private static LimitHeader limit(String kind, Dimension dimension) {
        String stem = PREFIX + kind;
        return new LimitHeader(stem + "-limit", stem + "-remaining", stem + "-reset", dimension);
    }

    /** All Opus share one limit, all Sonnet another; a Haiku shares with its own snapshots. */
    private static String family(String model) {
        if (model.contains("opus")) return "claude-opus";
        if (model.contains("sonnet")) return "claude-sonnet";
        int cut = model.lastIndexOf('-');
        boolean snapshot = model.startsWith("claude") && cut > 0 && isSnapshot(model.substring(cut + 1));
        return snapshot ? model.substring(0, cut) : model;
    }

    private static boolean isSnapshot(String end) {
        return end.equals("latest") || (end.length() == 8 && end.chars().allMatch(Character::isDigit));
    }
}
