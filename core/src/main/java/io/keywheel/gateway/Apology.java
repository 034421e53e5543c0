package io.keywheel.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keywheel.config.Settings;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** The friendly answer of {@code /chat} to whatever is no mistake of the caller's. */
final class Apology {
    private Apology() {}

    static ObjectNode of(Settings.Chat settings) {
        return ChatRequest.JSON
                .createObjectNode()
                .put("answer", settings.apology())
                .put("confidence", 0.0)
                .put("response_type", "system_error");
    }

    static void answer(HttpServerResponse out, Settings.Chat settings, String id, long waitMillis) {
        out.putHeader("Retry-After", Refusal.seconds(waitMillis));
        answer(out, settings, id);
    }

    static void answer(HttpServerResponse out, Settings.Chat settings, String id) {
        out.setStatusCode(settings.failureStatus())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(Relay.REQUEST, id)
                .end(of(settings).toString());
    }
}
