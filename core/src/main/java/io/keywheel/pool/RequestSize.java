package io.keywheel.pool;

/**
 * What can be told of a request before it is sent.
 *
 * @param bytes of its body: the prompt and what is around it
 * @param maxTokens the most that its answer may have, 0 where it does not say
 */
public record RequestSize(long bytes, long maxTokens) {
    /** A rule of thumb, until something was billed. */
    public static final double TOKENS_PER_BYTE = 0.25;

    public static final RequestSize UNKNOWN = new RequestSize(0, 0);
}
