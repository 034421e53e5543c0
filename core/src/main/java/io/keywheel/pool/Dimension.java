package io.keywheel.pool;

/** What a limit counts. */
public enum Dimension {
    UNSTATED,
    REQUESTS_PER_SECOND,
    REQUESTS_PER_MINUTE,
    REQUESTS_PER_HOUR,
    REQUESTS_PER_DAY,
    TOKENS_PER_SECOND,
    TOKENS_PER_MINUTE,
    TOKENS_PER_HOUR,
    TOKENS_PER_DAY,
    INPUT_TOKENS_PER_MINUTE,
    OUTPUT_TOKENS_PER_MINUTE,
    TOKENS_PER_MONTH,
    AUDIO_SECONDS_PER_HOUR,
    AUDIO_SECONDS_PER_DAY,
    CONCURRENCY,
    CREDIT;

    /** The name in answers and logs: {@code tokens_per_minute}. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
