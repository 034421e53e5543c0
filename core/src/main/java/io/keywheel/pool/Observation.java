package io.keywheel.pool;

/**
 * What one answer's headers tell of one limit. Unstated numbers are such that arithmetic with them binds nothing: an infinite limit, a
 * reset of 0. There is no observation without what remains.
 *
 * @param limit the whole, {@link #NO_LIMIT} where only the rest is told
 * @param remaining what is left of it, never less than 0
 * @param resetMillis how long until the limit is whole again, as told and rounded up; 0 where it is whole now or nothing is told
 */
public record Observation(Dimension dimension, double limit, double remaining, long resetMillis) {
    public static final double NO_LIMIT = Double.POSITIVE_INFINITY;

    public Observation {
        if (!(limit >= 0 && remaining >= 0 && resetMillis >= 0)) {
            throw new IllegalArgumentException(
                    "not an observation: " + remaining + " of " + limit + ", reset " + resetMillis);
        }
    }

    /** Whether limit, rest and reset are all told, so that the refill follows from them. */
    public boolean isWhole() {
        return limit < NO_LIMIT && resetMillis > 0;
    }

    /** What was used of a limit that is told. */
    public double used() {
        return limit < NO_LIMIT ? Math.max(0, limit - remaining) : 0;
    }
}
