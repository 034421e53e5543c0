package io.keywheel.token;

import org.jspecify.annotations.Nullable;

/** One caller's token and what it has used of its limits. Any thread may ask; nothing is made for a question. */
public final class Caller {

    /** What becomes of a request. */
    public enum Ruling {
        ADMITTED,
        /** 403 {@code model_not_allowed}. */
        MODEL_NOT_ALLOWED,
        /** 429 {@code caller_limit_exceeded}. */
        LIMIT_EXCEEDED
    }

    private final Token token;
    private final @Nullable Meter requests;
    private final @Nullable Meter tokens;

    Caller(Token token, long now) {
        this.token = token;
        this.requests =
                token.limits().requestsPerMinute().map(n -> new Meter(n, now)).orElse(null);
        this.tokens =
                token.limits().tokensPerMinute().map(n -> new Meter(n, now)).orElse(null);
    }

    public Token token() {
        return token;
    }

    /**
     * Whether a request may go on; what it is estimated to take is taken then.
     *
     * @param estimated tokens of prompt and answer
     * @param now any milliseconds that do not go back
     */
    public synchronized Ruling ask(String model, long estimated, long now) {
        if (!token.limits().allows(model)) return Ruling.MODEL_NOT_ALLOWED;
        if (waitMillis(estimated, now) > 0) return Ruling.LIMIT_EXCEEDED;
        if (requests != null) requests.take(1, now);
        if (tokens != null) tokens.take((double) estimated, now);
        return Ruling.ADMITTED;
    }

    /** How long a request like this one would have to wait. */
    public synchronized long waitMillis(long estimated, long now) {
        long forRequests = requests == null ? 0 : requests.waitMillis(1, now);
        return Math.max(forRequests, tokens == null ? 0 : tokens.waitMillis((double) estimated, now));
    }

    /** What the request cost in truth. */
    public synchronized void settle(long estimated, long billed, long now) {
        if (tokens != null) tokens.take((double) billed - estimated, now);
    }
}
