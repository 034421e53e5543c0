package io.keywheel.provider;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moments as providers write them, read as the milliseconds that are left until then; empty for the past and for garbage. */
public final class StatedMoment {
    private static final long FIRST_EPOCH_SECOND = 1_000_000_000L;
    private static final long FIRST_EPOCH_MILLI = 100_000_000_000L;
    private static final Pattern DIGITS = Pattern.compile("\\d{10,16}");

    /** "You will regain access on 2026-04-01 at 00:00 UTC", and RFC 3339 in the middle of a sentence. */
    private static final Pattern PROSE = Pattern.compile(
            "\\b(\\d{4}-\\d\\d-\\d\\d)(?:T| at | )(\\d\\d:\\d\\d)(:\\d\\d)?(?:\\.\\d{1,9})?\\s?(Z|UTC|GMT|[+-]\\d\\d:\\d\\d)");

    private StatedMoment() {}

    /** An HTTP date, RFC 3339, or seconds or milliseconds since 1970. */
    public static OptionalLong wait(String text, Instant now) {
        String trimmed = text.strip();
        if (DIGITS.matcher(trimmed).matches()) return epoch(Long.parseLong(trimmed), now);
        try {
            int comma = trimmed.indexOf(',');
            // A wrong day of the week is no reason to overlook the date.
            if (comma >= 0) return until(httpDate(trimmed.substring(comma + 1).strip()), now);
            return until(OffsetDateTime.parse(trimmed).toInstant(), now);
        } catch (DateTimeException notAMoment) {
            return OptionalLong.empty();
        }
    }

    /** The moment that a sentence names. */
    public static OptionalLong inProse(String text, Instant now) {
        Matcher named = PROSE.matcher(text);
        if (!named.find()) return OptionalLong.empty();
        String seconds = named.group(3) == null ? ":00" : named.group(3);
        String zone = Character.isLetter(named.group(4).charAt(0)) ? "Z" : named.group(4);
        return wait(named.group(1) + "T" + named.group(2) + seconds + zone, now);
    }

    private static Instant httpDate(String dayAndTime) {
        return ZonedDateTime.parse(dayAndTime, DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
    }

    private static OptionalLong epoch(long number, Instant now) {
        if (number < FIRST_EPOCH_SECOND) return OptionalLong.empty();
        return until(number < FIRST_EPOCH_MILLI ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number), now);
    }

    /** What is left until then, empty for the past. */
    static OptionalLong until(Instant moment, Instant now) {
        if (!moment.isAfter(now)) return OptionalLong.empty();
        if (moment.getEpochSecond() - now.getEpochSecond() >= StatedWait.MOST_MILLIS / 1_000) {
            return OptionalLong.of(StatedWait.MOST_MILLIS);
        }
        long nanos = (long) moment.getNano() - now.getNano();
        long seconds = moment.getEpochSecond() - now.getEpochSecond();
        return OptionalLong.of(seconds * 1_000 + -Math.floorDiv(-nanos, 1_000_000L));
    }
}
