package io.keywheel.provider;

import io.keywheel.pool.Dimension;

/** The headers that tell a limit, what is left of it and when it is whole again. Names in lower case. */
public record LimitHeader(String limit, String remaining, String reset, Dimension dimension) {

    /** {@code x-ratelimit-limit-requests}, {@code -remaining-requests}, {@code -reset-requests}. */
    static LimitHeader of(String suffix, Dimension dimension) {
        return new LimitHeader(
                "x-ratelimit-limit-" + suffix,
                "x-ratelimit-remaining-" + suffix,
                "x-ratelimit-reset-" + suffix,
                dimension);
    }
}
