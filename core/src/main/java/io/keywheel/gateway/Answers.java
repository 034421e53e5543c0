package io.keywheel.gateway;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Writes answers of our own. */
final class Answers {
    private Answers() {}

    static void refuse(HttpServerResponse out, Refusal refusal, String id) {
        out.setStatusCode(refusal.status());
        out.headers().add(HttpHeaders.CONTENT_TYPE, "application/json").add(Relay.REQUEST, id);
        refusal.waitMillis().ifPresent(wait -> {
            out.putHeader("Retry-After", Refusal.seconds(wait));
            out.putHeader("retry-after-ms", Long.toString(wait));
        });
        if (refusal.retry() != Refusal.Retry.AS_USUAL) {
            out.putHeader("x-should-retry", refusal.retry() == Refusal.Retry.YES ? "true" : "false");
        }
        out.end(refusal.body());
    }

    static void text(HttpServerResponse out, int status, String text) {
        out.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .end(text);
    }
}
