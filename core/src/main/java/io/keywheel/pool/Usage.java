package io.keywheel.pool;

/**
 * The tokens that an answer was billed, as the provider states them.
 *
 * @param input of the prompt
 * @param output of the answer
 */
public record Usage(long input, long output) {
    public static final Usage NONE = new Usage(0, 0);

    public long total() {
        return input + output;
    }

    /** Whether the answer stated nothing. */
    public boolean isNone() {
        return input == 0 && output == 0;
    }
}
