package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Observation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

    /** What these headers tell; null where they are not there or make no sense. Read on the hot path: looks one header up where there is none. */
    @Nullable
    Observation observed(Reply.Headers headers, Instant now) {
        String left = headers.get(remaining);
        if (left == null) return null;
        double remains = HeaderNumber.of(left);
        if (remains < 0) return null;
        String whole = headers.get(limit);
        double most = whole == null ? -1 : HeaderNumber.of(whole);
        // A limit that is 0 or smaller than its own rest is no limit.
        double told = most <= 0 || most < remains ? Observation.NO_LIMIT : most;
        String resets = headers.get(reset);
        return new Observation(dimension, told, remains, resets == null ? 0 : HeaderNumber.millis(resets, now));
    }
}
