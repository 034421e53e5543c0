package io.keywheel.pool;

import java.util.OptionalLong;

/**
 * The numbers that a refusal states, as in "Limit 6000, Used 5034, Requested 1443".
 *
 * @param used what was spent when the request came; may exceed the limit
 * @param requested what the refused request itself would have cost, as the provider reckons it
 */
public record LimitNumbers(long limit, OptionalLong used, OptionalLong requested) {

    /** A refusal that states its limit and nothing else. */
    public static LimitNumbers of(long limit) {
        return new LimitNumbers(limit, OptionalLong.empty(), OptionalLong.empty());
    }

    /** Whether no wait ever helps: the request is larger than the whole limit. */
    public boolean neverFits() {
        return requested.isPresent() && requested.getAsLong() > limit;
    }

    /** What was left when the request came; empty where the refusal does not say what was used. */
    public OptionalLong remaining() {
        return used.isPresent() ? OptionalLong.of(Math.max(0, limit - used.getAsLong())) : OptionalLong.empty();
    }
}
