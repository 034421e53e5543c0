package io.keywheel.cli.operate;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moments and lengths of time as people read and write them. */
final class Spans {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    private Spans() {}

    /** How long until then: {@code 0:42}, {@code 1:05:00}; empty where it is over. */
    static String until(Optional<String> moment, Instant now) {
        Optional<Duration> left = moment.flatMap(Spans::instant)
                .map(then -> Duration.between(now, then))
                .filter(d -> !d.isNegative());
        return left.map(Spans::clock).orElse("");
    }

    private static String clock(Duration time) {
        if (time.toHours() >= 48) return time.toDays() + " days";
        return time.toHours() > 0
                ? "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }

    static String local(String moment) {
        return instant(moment)
                .map(i -> LOCAL.withZone(ZoneId.systemDefault()).format(i))
                .orElse(moment);
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@code 30s}, {@code 15m}, {@code 24h}, {@code 7d}. */
    static Optional<Duration> span(String text) {
        Matcher parts = SPAN.matcher(text);
        if (!parts.matches()) return Optional.empty();
        long number = Long.parseLong(parts.group(1));
        return Optional.of(
                switch (parts.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }
}
