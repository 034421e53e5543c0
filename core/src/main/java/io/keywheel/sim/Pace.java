package io.keywheel.sim;

/**
 * How long answers take.
 *
 * @param firstMillis until the first byte
 * @param wordMillis between the words of a stream
 */
public record Pace(int firstMillis, int wordMillis) {}
