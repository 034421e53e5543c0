package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import java.util.List;
import java.util.regex.Pattern;

/** What a limit counts, told from the words of the refusal. */
final class DimensionWords {

    private record Words(Pattern pattern, Dimension dimension) {}

    private static final String PER = "s?[ _-]?per[ _-]?";

    /** The first that is found decides: the narrower kind stands before the wider one. */
    private static final List<Words> WORDS = List.of(
            words(
                    "\\b(?-i:ITPM)\\b|input[ _-]?token" + PER + "min|InputTokens\\w*PerMinute",
                    Dimension.INPUT_TOKENS_PER_MINUTE),
            words(
                    "\\b(?-i:OTPM)\\b|output[ _-]?token" + PER + "min|OutputTokens\\w*PerMinute",
                    Dimension.OUTPUT_TOKENS_PER_MINUTE),
            words("\\b(?-i:TPM)\\b|token" + PER + "min|Tokens\\w*PerMinute", Dimension.TOKENS_PER_MINUTE),
            words("\\b(?-i:TPD)\\b|token" + PER + "day|Tokens\\w*PerDay", Dimension.TOKENS_PER_DAY),
            words("\\b(?-i:TPH)\\b|token" + PER + "hour", Dimension.TOKENS_PER_HOUR),
            words("\\b(?-i:TPS)\\b|token" + PER + "sec", Dimension.TOKENS_PER_SECOND),
            words("token" + PER + "month", Dimension.TOKENS_PER_MONTH),
            words("\\b(?-i:ASH)\\b|seconds of audio per hour|audio seconds per hour", Dimension.AUDIO_SECONDS_PER_HOUR),
            words("\\b(?-i:ASD)\\b|seconds of audio per day|audio seconds per day", Dimension.AUDIO_SECONDS_PER_DAY),
            words("\\b(?-i:RPM)\\b|" + requests("min") + "|Requests\\w*PerMinute", Dimension.REQUESTS_PER_MINUTE),
            words("\\b(?-i:RPD)\\b|" + requests("day") + "|Requests\\w*PerDay", Dimension.REQUESTS_PER_DAY),
            words("\\b(?-i:RPH)\\b|" + requests("hour"), Dimension.REQUESTS_PER_HOUR),
            words("\\b(?-i:RPS|QPS)\\b|" + requests("sec"), Dimension.REQUESTS_PER_SECOND),
            // OpenRouter names its free tier free-models-per-day and free-models-per-min.
            words("free-models-per-day", Dimension.REQUESTS_PER_DAY),
            words("free-models-per-min", Dimension.REQUESTS_PER_MINUTE),
            words("\\bconcurren", Dimension.CONCURRENCY),
            // Azure counts both per minute and does not say so.
            words("exceeded (?:the )?token rate limit", Dimension.TOKENS_PER_MINUTE),
            words("exceeded (?:the )?call rate limit", Dimension.REQUESTS_PER_MINUTE),
            // Anthropic's "Number of request tokens has exceeded your daily rate limit"; loose, hence last.
            words("\\btokens? has exceeded your daily", Dimension.TOKENS_PER_DAY),
            words("\\btokens? has exceeded your per-minute", Dimension.TOKENS_PER_MINUTE),
            words("\\brequests? has exceeded your daily", Dimension.REQUESTS_PER_DAY),
            words("\\brequests? has exceeded your per-minute", Dimension.REQUESTS_PER_MINUTE));

    private DimensionWords() {}

    static Dimension in(String text) {
        for (Words words : WORDS) if (words.pattern.matcher(text).find()) return words.dimension;
        return Dimension.UNSTATED;
    }

    /** Whether such a limit ends at an hour or with a month unless a wait is stated. */
    static boolean isLong(Dimension dimension) {
        return switch (dimension) {
            case REQUESTS_PER_DAY, TOKENS_PER_DAY, AUDIO_SECONDS_PER_DAY, TOKENS_PER_MONTH -> true;
            default -> false;
        };
    }

    /** Whether such a limit refills within the hour. */
    static boolean isShort(Dimension dimension) {
        return dimension != Dimension.UNSTATED && dimension != Dimension.CREDIT && !isLong(dimension);
    }

    private static String requests(String window) {
        return "\\b(?:request|quer(?:y|ie)|call)" + PER + window;
    }

    private static Words words(String pattern, Dimension dimension) {
        return new Words(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), dimension);
    }
}
