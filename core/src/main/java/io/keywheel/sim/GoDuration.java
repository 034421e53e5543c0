package io.keywheel.sim;

import java.math.BigDecimal;

/** Durations as Groq and OpenAI write them: {@code 7.66s}, {@code 2m59.56s}, {@code 6m0s}, {@code 120ms}. */
final class GoDuration {
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private GoDuration() {}

    static String text(long micros) {
        if (micros == 0) return "0s";
        if (micros < SECOND) return decimal(Math.max(micros, 1_000), 3) + "ms";
        long hours = micros / HOUR;
        long minutes = micros % HOUR / MINUTE;
        String seconds = decimal(micros % MINUTE, 6) + "s";
        if (hours > 0) return hours + "h" + minutes + "m" + seconds;
        return minutes > 0 ? minutes + "m" + seconds : seconds;
    }

    private static String decimal(long value, int places) {
        BigDecimal number = BigDecimal.valueOf(value, places);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
