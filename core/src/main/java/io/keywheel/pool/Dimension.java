package io.keywheel.pool;

/** What a limit counts. */
public enum Dimension {
    UNSTATED(Unit.OTHER),
    REQUESTS_PER_SECOND(Unit.REQUESTS),
    REQUESTS_PER_MINUTE(Unit.REQUESTS),
    REQUESTS_PER_HOUR(Unit.REQUESTS),
    REQUESTS_PER_DAY(Unit.REQUESTS),
    TOKENS_PER_SECOND(Unit.TOKENS),
    TOKENS_PER_MINUTE(Unit.TOKENS),
    TOKENS_PER_HOUR(Unit.TOKENS),
    TOKENS_PER_DAY(Unit.TOKENS),
    INPUT_TOKENS_PER_MINUTE(Unit.TOKENS),
    OUTPUT_TOKENS_PER_MINUTE(Unit.TOKENS),
    TOKENS_PER_MONTH(Unit.TOKENS),
    AUDIO_SECONDS_PER_HOUR(Unit.OTHER),
    AUDIO_SECONDS_PER_DAY(Unit.OTHER),
    CONCURRENCY(Unit.OTHER),
    CREDIT(Unit.OTHER);

    /** What is counted, where the pool can tell before it sends. */
    enum Unit {
        REQUESTS,
        TOKENS,
        OTHER
    }

    private final Unit unit;

    Dimension(Unit unit) {
        this.unit = unit;
    }

    Unit unit() {
        return unit;
    }

    /** The period that the label names, in milliseconds, which need not be true; 0 where it names none. */
    public long periodMillis() {
        return switch (this) {
            case REQUESTS_PER_SECOND, TOKENS_PER_SECOND -> 1_000;
            case REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE, INPUT_TOKENS_PER_MINUTE, OUTPUT_TOKENS_PER_MINUTE -> 60_000;
            case REQUESTS_PER_HOUR, TOKENS_PER_HOUR, AUDIO_SECONDS_PER_HOUR -> 3_600_000;
            case REQUESTS_PER_DAY, TOKENS_PER_DAY, AUDIO_SECONDS_PER_DAY -> 86_400_000;
            case TOKENS_PER_MONTH -> 30 * 86_400_000L;
            case UNSTATED, CONCURRENCY, CREDIT -> 0;
        };
    }

    /** The name in answers and logs: {@code tokens_per_minute}. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
