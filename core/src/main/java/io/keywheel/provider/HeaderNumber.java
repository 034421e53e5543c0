package io.keywheel.provider;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalLong;

/**
 * Numbers and durations of headers, read in a fraction of a microsecond since every answer carries some. What is not of a usual form is
 * left to {@link StatedMoment} and {@link StatedWait}, which know all forms.
 */
final class HeaderNumber {
    private static final int MOST_DIGITS = 15;
    private static final int DATE_TIME = "2026-03-01T12:00:00Z".length();
    private static final int EPOCH_DIGITS = 10;

    private HeaderNumber() {}

    /** A plain number; -1 for anything else, a negative one too. */
    static double of(String text) {
        int end = text.length();
        int point = -1;
        long digits = 0;
        if (end == 0 || end > MOST_DIGITS) return -1;
        for (int at = 0; at < end; at++) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9') digits = digits * 10 + c - '0';
            else if (c == '.' && point < 0 && at > 0) point = at;
            else return -1;
        }
        return point < 0 ? digits : digits / power(end - point - 1);
    }

    /** How long a reset is away, rounded up: {@code 2m59.56s}, {@code 12.5} seconds, a moment; 0 where it is over or unreadable. */
    static long millis(String text, Instant now) {
        int end = text.length();
        if (end == DATE_TIME && text.charAt(4) == '-') return until(text, now);
        if (end == 0 || end > MOST_DIGITS) return slow(text, now);
        double millis = 0;
        int at = 0;
        while (at < end) {
            int from = at;
            while (at < end && isOfNumber(text.charAt(at))) at++;
            double number = at == from ? -1 : of(text.substring(from, at));
            if (number < 0 || (at == end && (from > 0 || at >= EPOCH_DIGITS))) return slow(text, now);
            int unit = at;
            while (at < end && text.charAt(at) >= 'a') at++;
            double factor = factor(text, unit, at);
            if (factor < 0) return slow(text, now);
            millis += number * factor;
        }
        // A thousandth of a millisecond is the error of the sum, and no reason to round up.
        return (long) Math.min(Math.ceil(millis - 0.001), StatedWait.MOST_MILLIS);
    }

    private static boolean isOfNumber(char c) {
        return (c >= '0' && c <= '9') || c == '.';
    }

    /** Milliseconds in a unit; a number without one is of seconds. */
    private static double factor(String text, int from, int to) {
        if (to == from) return to == text.length() ? 1_000 : -1;
        if (to - from == 2) return text.charAt(from) == 'm' && text.charAt(from + 1) == 's' ? 1 : -1;
        if (to - from > 2) return -1;
        return switch (text.charAt(from)) {
            case 's' -> 1_000;
            case 'm' -> 60_000;
            case 'h' -> 3_600_000;
            case 'd' -> 86_400_000;
            default -> -1;
        };
    }

    private static double power(int places) {
        double power = 1;
        for (int i = 0; i < places; i++) power *= 10;
        return power;
    }

    private static long until(String text, Instant now) {
        if (text.charAt(10) != 'T' || text.charAt(19) != 'Z') return slow(text, now);
        try {
            long day = LocalDate.of(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8))
                    .toEpochDay();
            long second = day * 86_400 + two(text, 11) * 3_600L + two(text, 14) * 60L + two(text, 17);
            long millis = (second - now.getEpochSecond()) * 1_000 - now.getNano() / 1_000_000;
            return Math.min(Math.max(0, millis), StatedWait.MOST_MILLIS);
        } catch (DateTimeException noSuchDay) {
            return 0;
        }
    }

    private static int two(String text, int at) {
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }

    private static long slow(String text, Instant now) {
        OptionalLong moment = StatedMoment.wait(text, now);
        return (moment.isPresent() ? moment : StatedWait.seconds(text)).orElse(0);
    }
}
