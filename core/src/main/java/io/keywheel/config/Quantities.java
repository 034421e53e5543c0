package io.keywheel.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with a unit and a range, and words out of a list. */
final class Quantities {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([a-z]*)");
    private static final Map<String, Long> ONE = Map.of("", 1L);
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "", 1_000L, "s", 1_000L, "m", 60_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> BYTES = Map.of(
            "",
            1L,
            "b",
            1L,
            "kb",
            1_000L,
            "mb",
            1_000_000L,
            "gb",
            1_000_000_000L,
            "kib",
            1L << 10,
            "mib",
            1L << 20,
            "gib",
            1L << 30);
    private static final List<String> YES = List.of("true", "yes", "on", "1");
    private static final List<String> NO = List.of("false", "no", "off", "0");

    private Quantities() {}

    /** {@code 10s}, {@code 500ms}, {@code 2m}, {@code 1h}; a plain number is seconds. */
    static Parser<Duration> duration(Duration least, Duration most) {
        String mend = "Write 500ms, 10s, 2m or 1h, from " + shown(least) + " to " + shown(most) + ".";
        return text -> Duration.ofMillis(
                counted(text, MILLIS, new Range("a duration", least.toMillis(), most.toMillis(), mend)));
    }

    /** {@code 32MiB}, {@code 32MB}; a plain number is bytes. */
    static Parser<Long> size(long least, long most) {
        String mend = "Write 32MiB, 32MB or plain bytes, from " + least + " to " + (most >> 20) + "MiB.";
        return text -> counted(text, BYTES, new Range("a size", least, most, mend));
    }

    /** A number that counts something. */
    static Parser<Long> whole(long least, long most) {
        Range range = new Range("a whole number", least, most, "Use one from " + least + " to " + most + ".");
        return text -> {
            if (text.contains(".")) throw new Unfit(Unfit.quoted(text) + " is not " + range.what, range.mend);
            return counted(text, ONE, range);
        };
    }

    static int port(String text) throws Unfit {
        String mend = "Use a number from 1 to 65535; 0 takes any free port.";
        return (int) counted(text, ONE, new Range("a port", 0, 65_535, mend));
    }

    static boolean yesOrNo(String text) throws Unfit {
        String word = text.toLowerCase(Locale.ROOT);
        if (YES.contains(word)) return true;
        if (NO.contains(word)) return false;
        throw new Unfit(Unfit.quoted(text) + " is neither true nor false", "Write true or false.");
    }

    /** One of the names of an enum, in any case, {@code ROUND_ROBIN} as {@code round-robin} or {@code round_robin}. */
    static <E extends Enum<E>> Parser<E> oneOf(Class<E> type) {
        return oneOf(EnumSet.allOf(type));
    }

    static <E extends Enum<E>> Parser<E> oneOf(Set<E> all) {
        String mend = "Write one of "
                + String.join(", ", all.stream().map(Quantities::word).toList()) + ".";
        return text -> all.stream()
                .filter(e -> word(e).equals(word(text)))
                .findFirst()
                .orElseThrow(() -> new Unfit(Unfit.quoted(text) + " is not known", mend));
    }

    private static String word(Enum<?> value) {
        return word(value.name());
    }

    /** As names of enums are written in settings. */
    static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private record Range(String what, long least, long most, String mend) {}

    private static long counted(String text, Map<String, Long> units, Range range) throws Unfit {
        Matcher parts = NUMBER_AND_UNIT.matcher(text.toLowerCase(Locale.ROOT));
        Long unit = parts.matches() ? units.get(parts.group(2)) : null;
        if (unit == null) throw new Unfit(Unfit.quoted(text) + " is not " + range.what, range.mend);
        BigDecimal count = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit));
        if (count.compareTo(BigDecimal.valueOf(range.least)) < 0 || count.compareTo(BigDecimal.valueOf(range.most)) > 0)
            throw new Unfit(Unfit.quoted(text) + " is out of range", range.mend);
        return count.longValue();
    }

    private static String shown(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
