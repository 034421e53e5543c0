package io.keywheel.gateway;

import io.keywheel.pool.Exhausted;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An answer of our own, in OpenAI's error shape.
 *
 * @param waitMillis what {@code Retry-After} says; empty: no such header
 * @param retry what {@code x-should-retry} tells the SDKs
 */
record Refusal(int status, String code, String type, String message, OptionalLong waitMillis, Retry retry) {
    private static final long LONGEST_WAIT_WORTH_RETRYING = 60_000;
    private static final long SHORT_WAIT = 1_000;

    enum Retry {
        AS_USUAL,
        NO,
        YES
    }

    /** A mistake in the caller's request. */
    static Refusal badRequest(int status, String code, String message) {
        return new Refusal(status, code, "invalid_request_error", message, OptionalLong.empty(), Retry.NO);
    }

    static Refusal unknownPath(@Nullable String path) {
        return badRequest(
                404,
                "unknown_url",
                "Unknown path " + path
                        + ". Keywheel answers /v1/…, /openai/v1/…, /p/{provider}/v1/…, /chat, /livez, /readyz.");
    }

    static Refusal tooLarge(long most) {
        return badRequest(
                413, "request_too_large", "The body is larger than " + most + " bytes (KEYWHEEL_BODY_LIMIT).");
    }

    /** What came is no HTTP, or more of it than a head may have. */
    static Refusal unreadable(Throwable why) {
        if (why instanceof TooLongHttpLineException) return badRequest(414, "uri_too_long", "The path is too long.");
        return why instanceof TooLongHttpHeaderException
                ? badRequest(431, "headers_too_large", "The headers are too large.")
                : badRequest(400, "malformed_request", "The request is not HTTP/1.1 as it should be.");
    }

    /** No key could serve. */
    static Refusal of(Exhausted why, long now) {
        if (why.reason() != Exhausted.Reason.ALL_REST) {
            return new Refusal(
                    503,
                    "no_usable_key",
                    "service_unavailable",
                    "No usable API key: there is none, or all are disabled or were rejected by the provider.",
                    OptionalLong.empty(),
                    Retry.NO);
        }
        if (why.soonest().isEmpty()) {
            return rateLimited("All API keys are rate limited; when one returns is not known.", OptionalLong.empty());
        }
        long wait = Math.max(1, why.soonest().getAsLong() - now);
        return rateLimited(
                "All API keys are rate limited. The first returns in " + seconds(wait) + " s.", OptionalLong.of(wait));
    }

    private static Refusal rateLimited(String message, OptionalLong wait) {
        boolean soon = wait.isPresent() && wait.getAsLong() <= LONGEST_WAIT_WORTH_RETRYING;
        return new Refusal(
                429, "rate_limit_exceeded", "rate_limit_error", message, wait, soon ? Retry.AS_USUAL : Retry.NO);
    }

    static Refusal providerUnavailable(int status, String message, OptionalLong stated) {
        long wait = stated.isPresent() ? Math.min(stated.getAsLong(), LONGEST_WAIT_WORTH_RETRYING) : SHORT_WAIT;
        return new Refusal(status, "provider_unavailable", "api_error", message, OptionalLong.of(wait), Retry.AS_USUAL);
    }

    /** Sent, and nobody knows whether it was done: not to be repeated without thought. */
    static Refusal providerTimeout(String message) {
        return new Refusal(504, "provider_timeout", "api_error", message, OptionalLong.empty(), Retry.NO);
    }

    /** A body too large to be held could not be sent to a second key. */
    static Refusal notSentAgain(String why) {
        return new Refusal(
                503,
                "provider_unavailable",
                "api_error",
                why + " The body is too large to be sent again by Keywheel; send the request again.",
                OptionalLong.of(SHORT_WAIT),
                Retry.YES);
    }

    static Refusal stopping() {
        return new Refusal(
                503,
                "stopping",
                "service_unavailable",
                "This Keywheel is stopping.",
                OptionalLong.of(SHORT_WAIT),
                Retry.YES);
    }

    /** Whole seconds, rounded up, as {@code Retry-After} has them. */
    static String seconds(long millis) {
        return Long.toString((millis + 999) / 1_000);
    }

    String json() {
        return new JsonObject()
                .put(
                        "error",
                        new JsonObject()
                                .put("message", message)
                                .put("type", type)
                                .putNull("param")
                                .put("code", code))
                .encode();
    }

    Buffer body() {
        return Buffer.buffer(json());
    }

    /** The same within a stream that has begun: both fields, since some SDKs look at one only. */
    Buffer event() {
        return Buffer.buffer("event: error\ndata: " + json() + "\n\n");
    }
}
