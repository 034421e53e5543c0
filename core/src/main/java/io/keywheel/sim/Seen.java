package io.keywheel.sim;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What one caller saw of one request.
 *
 * @param at when the answer was whole
 * @param status 0 where there was no answer
 * @param key the key that served, empty where the answer does not say
 * @param retryAfter seconds
 * @param moved whether the caller had to turn to another member
 */
record Seen(
        Duration at,
        End end,
        int status,
        String key,
        int attempts,
        Duration took,
        OptionalLong retryAfter,
        boolean moved) {

    enum End {
        SERVED,
        /** The friendly answer of {@code /chat} when nothing could serve. */
        APOLOGY,
        REFUSED,
        BROKEN
    }

    boolean isError() {
        return end != End.SERVED;
    }

    /** Whether an attempt failed and the caller did not notice. */
    boolean isRescued() {
        return end == End.SERVED && attempts > 1;
    }

    Seen afterMoving() {
        return new Seen(at, end, status, key, attempts, took, retryAfter, true);
    }

    String by() {
        return key.isEmpty() ? "another key" : key;
    }

    Duration began() {
        return at.minus(took);
    }
}
