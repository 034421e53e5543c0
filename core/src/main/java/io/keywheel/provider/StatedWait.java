package io.keywheel.provider;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as providers write them, in milliseconds: rounded up, capped at a century, empty for zero, less, or garbage. */
public final class StatedWait {
    /** So that adding it to any clock cannot overflow. */
    public static final long MOST_MILLIS = 36_525L * 24 * 3_600_000;

    private static final int LONGEST_TEXT = 100;
    private static final String NUMBER = "\\d++(?:\\.\\d++)?";
    private static final String UNIT =
            "(?:ns|[uµμ]s|ms|msecs?|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)(?![a-z])";
    private static final String PART = "(?:" + NUMBER + ")\\s?" + UNIT;
    private static final String DURATION = PART + "(?:(?:,| and)?\\s?" + PART + ")*+";

    private static final Pattern PLAIN = Pattern.compile(NUMBER);
    private static final Pattern WHOLE = Pattern.compile(DURATION, Pattern.CASE_INSENSITIVE);
    private static final Pattern EACH = Pattern.compile("(" + NUMBER + ")\\s?(" + UNIT + ")", Pattern.CASE_INSENSITIVE);

    /** "Please try again in 1m26.4s", "Please retry after 86400 seconds", "wait for about 3 minutes", "resets in 4h". */
    private static final Pattern PROSE = Pattern.compile(
            "\\b(?:try again|retry(?: again| your request)?|retry-after|wait(?:ing)?|come back|resets?|available(?: again)?)"
                    + "(?: (?:in|after|for|at least))?:?\\s{1,2}(?:about |around |approximately |~)?(" + DURATION + ")",
            Pattern.CASE_INSENSITIVE);

    private static final Map<String, BigDecimal> MILLIS = Map.of(
            "n", new BigDecimal("0.000001"),
            "u", new BigDecimal("0.001"),
            "ms", BigDecimal.ONE,
            "s", BigDecimal.valueOf(1_000),
            "m", BigDecimal.valueOf(60_000),
            "h", BigDecimal.valueOf(3_600_000),
            "d", BigDecimal.valueOf(86_400_000));

    private StatedWait() {}

    /** A number with its unit, or several: {@code 7.66s}, {@code 2m59.56s}, {@code 114h18m0s}, {@code 3 minutes}. */
    public static OptionalLong duration(String text) {
        String trimmed = text.strip();
        if (trimmed.length() > LONGEST_TEXT || !WHOLE.matcher(trimmed).matches()) return OptionalLong.empty();
        BigDecimal millis = BigDecimal.ZERO;
        Matcher part = EACH.matcher(trimmed);
        while (part.find()) millis = millis.add(new BigDecimal(part.group(1)).multiply(unit(part.group(2))));
        return millis(millis);
    }

    /** A bare number of seconds, as in {@code retry-after: 2}, or a duration. */
    public static OptionalLong seconds(String text) {
        return number(text, 1_000);
    }

    /** A bare number of milliseconds, as in {@code retry-after-ms: 1250}, or a duration. */
    public static OptionalLong milliseconds(String text) {
        return number(text, 1);
    }

    /** The wait that a sentence asks for. */
    public static OptionalLong inProse(String text) {
        Matcher asks = PROSE.matcher(text);
        return asks.find() ? duration(asks.group(1)) : OptionalLong.empty();
    }

    private static OptionalLong number(String text, long unit) {
        String trimmed = text.strip();
        if (trimmed.length() > LONGEST_TEXT) return OptionalLong.empty();
        if (!PLAIN.matcher(trimmed).matches()) return duration(trimmed);
        return millis(new BigDecimal(trimmed).multiply(BigDecimal.valueOf(unit)));
    }

    private static BigDecimal unit(String unit) {
        String name = unit.toLowerCase(Locale.ROOT);
        boolean milli = name.startsWith("ms") || name.startsWith("mil");
        String key = milli ? "ms" : "µμ".indexOf(name.charAt(0)) >= 0 ? "u" : name.substring(0, 1);
        return MILLIS.getOrDefault(key, BigDecimal.ZERO);
    }

    private static OptionalLong millis(BigDecimal millis) {
        if (millis.signum() <= 0) return OptionalLong.empty();
        BigDecimal most = BigDecimal.valueOf(MOST_MILLIS);
        return OptionalLong.of(
                millis.min(most).setScale(0, RoundingMode.CEILING).longValueExact());
    }
}
