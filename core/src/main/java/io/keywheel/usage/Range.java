package io.keywheel.usage;

import io.keywheel.admin.port.UsageQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * From when to when, and how finely.
 *
 * @param from where a step begins
 * @param step in milliseconds
 */
record Range(long from, long to, long step) {
    static final long DAY = Duration.ofDays(1).toMillis();
    private static final Map<String, Long> STEPS =
            Map.of("1m", Step.MINUTE.millis(), "10m", Step.TEN_MINUTES.millis(), "1h", Step.HOUR.millis(), "1d", DAY);
    private static final long USUAL = Duration.ofHours(1).toMillis();

    /** Of a longer span fewer points are told, unless somebody asks for them. */
    private static final long MOST_BY_MINUTE = Duration.ofHours(2).toMillis();

    private static final long MOST_BY_TEN = DAY - 1;
    private static final long MOST_BY_HOUR = Duration.ofDays(14).toMillis();

    /** What was asked for, as far as it is kept. */
    static Range of(UsageQuery.Question question, long now) {
        long to = question.to().map(Instant::toEpochMilli).orElse(now);
        long from = question.from().map(Instant::toEpochMilli).orElse(to - USUAL);
        from = Math.max(from, now - Step.HOUR.kept());
        long step = question.step().map(STEPS::get).orElse(fitting(to - from));
        step = Math.max(step, finestKept(from, now));
        return new Range(Step.floor(from, step), Math.max(to, from), step);
    }

    private static long fitting(long span) {
        if (span <= MOST_BY_MINUTE) return Step.MINUTE.millis();
        if (span <= MOST_BY_TEN) return Step.TEN_MINUTES.millis();
        return span <= MOST_BY_HOUR ? Step.HOUR.millis() : DAY;
    }

    private static long finestKept(long from, long now) {
        // One step more than is kept, since what begins within a minute is asked for as it is on the clock.
        for (Step step : Step.values()) if (now - from <= step.kept() + step.millis()) return step.millis();
        return Step.HOUR.millis();
    }

    String stepText() {
        return STEPS.entrySet().stream()
                .filter(e -> e.getValue() == step)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
