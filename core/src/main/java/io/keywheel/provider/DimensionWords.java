package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.LimitNumbers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a limit counts, told from the words of the refusal. */
final class DimensionWords {

    private static final double MINUTE = 60_000;
    private static final double HOUR = 60 * MINUTE;
    private static final double DAY = 24 * HOUR;

    /** The hint is a plain part of what the pattern finds: it spares most texts most patterns. */
    private record Words(String hint, Pattern pattern, Dimension dimension) {}

    private static final Map<String, Dimension> SHORT = Map.ofEntries(
            Map.entry("ITPM", Dimension.INPUT_TOKENS_PER_MINUTE),
            Map.entry("OTPM", Dimension.OUTPUT_TOKENS_PER_MINUTE),
            Map.entry("TPS", Dimension.TOKENS_PER_SECOND),
            Map.entry("TPM", Dimension.TOKENS_PER_MINUTE),
            Map.entry("TPH", Dimension.TOKENS_PER_HOUR),
            Map.entry("TPD", Dimension.TOKENS_PER_DAY),
            Map.entry("RPS", Dimension.REQUESTS_PER_SECOND),
            Map.entry("RPM", Dimension.REQUESTS_PER_MINUTE),
            Map.entry("RPH", Dimension.REQUESTS_PER_HOUR),
            Map.entry("RPD", Dimension.REQUESTS_PER_DAY),
            Map.entry("ASH", Dimension.AUDIO_SECONDS_PER_HOUR),
            Map.entry("ASD", Dimension.AUDIO_SECONDS_PER_DAY));

    private static final Pattern ANY_SHORT = Pattern.compile("\\b(?:" + String.join("|", SHORT.keySet()) + ")\\b");

    private static final String PER = "s?[ _-]?(?:per|/)[ _-]?";
    // Google joins words by underscores: "generate_content_requests_per_minute".
    private static final String REQUEST = "(?:\\b|_)(?:request|quer(?:y|ie)|call)" + PER;

    /** The first that is found decides: the narrower kind stands before the wider one. */
    private static final List<Words> WORDS = List.of(
            words(
                    "input",
                    "input[ _-]?token" + PER + "min|inputtokens\\w*perminute",
                    Dimension.INPUT_TOKENS_PER_MINUTE),
            words(
                    "output",
                    "output[ _-]?token" + PER + "min|outputtokens\\w*perminute",
                    Dimension.OUTPUT_TOKENS_PER_MINUTE),
            words("token", "token" + PER + "min|tokens\\w*perminute", Dimension.TOKENS_PER_MINUTE),
            words("token", "token" + PER + "day|tokens\\w*perday", Dimension.TOKENS_PER_DAY),
            words("token", "token" + PER + "hour", Dimension.TOKENS_PER_HOUR),
            words("token", "token" + PER + "sec", Dimension.TOKENS_PER_SECOND),
            words("token", "token" + PER + "month", Dimension.TOKENS_PER_MONTH),
            words("audio", "(?:seconds of audio|audio seconds) per hour", Dimension.AUDIO_SECONDS_PER_HOUR),
            words("audio", "(?:seconds of audio|audio seconds) per day", Dimension.AUDIO_SECONDS_PER_DAY),
            words("min", REQUEST + "min|requests\\w*perminute", Dimension.REQUESTS_PER_MINUTE),
            words("day", REQUEST + "day|requests\\w*perday", Dimension.REQUESTS_PER_DAY),
            words("hour", REQUEST + "hour", Dimension.REQUESTS_PER_HOUR),
            words("sec", REQUEST + "sec", Dimension.REQUESTS_PER_SECOND),
            // OpenRouter names its free tier so.
            words("free-models", "free-models-per-day", Dimension.REQUESTS_PER_DAY),
            words("free-models", "free-models-per-min", Dimension.REQUESTS_PER_MINUTE),
            words("concurren", "concurren", Dimension.CONCURRENCY),
            // GitHub counts by user and model: "UserByModelByDay".
            words("byday", "\\buser\\w{0,40}byday\\b", Dimension.REQUESTS_PER_DAY),
            words("byminute", "\\buser\\w{0,40}byminute\\b", Dimension.REQUESTS_PER_MINUTE),
            words("daily", "\\bdaily (?:request|call|message)s?\\b", Dimension.REQUESTS_PER_DAY),
            words("daily", "\\bdaily tokens?\\b", Dimension.TOKENS_PER_DAY),
            // Azure counts both per minute and does not say so.
            words("rate limit", "exceeded (?:the )?token rate limit", Dimension.TOKENS_PER_MINUTE),
            words("rate limit", "exceeded (?:the )?call rate limit", Dimension.REQUESTS_PER_MINUTE),
            // Anthropic: "Number of request tokens has exceeded your daily rate limit".
            words("has exceeded", "\\btokens? has exceeded your daily", Dimension.TOKENS_PER_DAY),
            words("has exceeded", "\\btokens? has exceeded your per-minute", Dimension.TOKENS_PER_MINUTE),
            words("has exceeded", "\\brequests? has exceeded your daily", Dimension.REQUESTS_PER_DAY),
            words("has exceeded", "\\brequests? has exceeded your per-minute", Dimension.REQUESTS_PER_MINUTE));

    /** Together names the limit that was met, and then the sizes of all. */
    private static final Pattern DUE_TO = Pattern.compile("\\bdue to (request|token) rate limiting\\b");

    /** A limit of a day or longer that does not say what it counts. */
    private static final Pattern LONG = Pattern.compile(
            "\\b(?:daily|weekly|monthly) (?:\\w{1,20} ){0,2}(?:limit|quota|allowance)\\b", Pattern.CASE_INSENSITIVE);

    private DimensionWords() {}

    static Dimension in(String text) {
        Matcher met = DUE_TO.matcher(text);
        if (met.find())
            return met.group(1).equals("token") ? Dimension.TOKENS_PER_MINUTE : Dimension.REQUESTS_PER_MINUTE;
        Matcher abbreviation = ANY_SHORT.matcher(text);
        if (abbreviation.find()) return SHORT.getOrDefault(abbreviation.group(), Dimension.UNSTATED);
        String lower = text.toLowerCase(Locale.ROOT);
        for (Words words : WORDS) {
            if (lower.contains(words.hint) && words.pattern.matcher(lower).find()) return words.dimension;
        }
        return Dimension.UNSTATED;
    }

    /** From the arithmetic of a bucket: the wait is the excess's share of the window. */
    static Dimension implied(LimitNumbers numbers, long wait, Set<String> words) {
        if (numbers.used().isEmpty() || numbers.requested().isEmpty()) return Dimension.UNSTATED;
        double excess =
                (double) numbers.used().getAsLong() + numbers.requested().getAsLong() - numbers.limit();
        double window = wait * (numbers.limit() / excess);
        if (words.contains("seconds")) return Dimension.UNSTATED;
        // Nobody asks for more than one request at a time.
        boolean tokens = words.contains("tokens")
                || (!words.contains("requests") && numbers.requested().getAsLong() > 1);
        if (isAbout(window, MINUTE)) return tokens ? Dimension.TOKENS_PER_MINUTE : Dimension.REQUESTS_PER_MINUTE;
        if (isAbout(window, HOUR)) return tokens ? Dimension.TOKENS_PER_HOUR : Dimension.REQUESTS_PER_HOUR;
        if (isAbout(window, DAY)) return tokens ? Dimension.TOKENS_PER_DAY : Dimension.REQUESTS_PER_DAY;
        return Dimension.UNSTATED;
    }

    /** Waits are rounded. */
    private static boolean isAbout(double window, double expected) {
        return Math.abs(window - expected) < expected / 20;
    }

    /** Whether such a limit ends at an hour or with a month unless a wait is stated. */
    static boolean isLong(Dimension dimension) {
        return switch (dimension) {
            case REQUESTS_PER_DAY, TOKENS_PER_DAY, AUDIO_SECONDS_PER_DAY, TOKENS_PER_MONTH -> true;
            default -> false;
        };
    }

    /** The same, told by the words where the dimension is open. */
    static boolean isLong(Dimension dimension, String text) {
        return dimension == Dimension.UNSTATED ? LONG.matcher(text).find() : isLong(dimension);
    }

    /** Whether such a limit refills within the hour. */
    static boolean isShort(Dimension dimension) {
        return dimension != Dimension.UNSTATED && dimension != Dimension.CREDIT && !isLong(dimension);
    }

    private static Words words(String hint, String pattern, Dimension dimension) {
        return new Words(hint, Pattern.compile(pattern), dimension);
    }
}
