package io.keywheel.sim;

/**
 * How long answers take.
 *
 * @param firstMillis until the first byte
 * @param wordMillis between the words of a stream
 */
public record Pace(int firstMillis, int wordMillis) {
    public static final Pace AT_ONCE = new Pace(0, 0);

    Pace later(int millis) {
        return new Pace(firstMillis + millis, wordMillis);
    }
}
