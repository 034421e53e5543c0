package io.keywheel.gateway;

import io.keywheel.pool.RequestSize;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a caller's token lets it ask for. */
final class Allowance {
    private Allowance() {}

    /** Why the request may not go on; null where it may. What it is estimated to take is taken of the caller's limits. */
    static @Nullable Refusal against(io.keywheel.token.@Nullable Caller bringer, Exchange.Wish wish, long now) {
        if (bringer == null) return null;
        RequestSize size = wish.demand().size();
        long estimated = (long) (size.bytes() * RequestSize.TOKENS_PER_BYTE) + size.maxTokens();
        return switch (bringer.ask(wish.ask().model(), estimated, now)) {
            case ADMITTED -> null;
            case MODEL_NOT_ALLOWED ->
                Refusal.badRequest(
                        403,
                        "model_not_allowed",
                        "Your token may not use model " + wish.ask().model() + ".");
            case LIMIT_EXCEEDED ->
                new Refusal(
                        429,
                        "caller_limit_exceeded",
                        "requests",
                        "Your token has used up what it may use in a minute.",
                        OptionalLong.of(bringer.waitMillis(estimated, now)),
                        Refusal.Retry.AS_USUAL);
        };
    }
}
