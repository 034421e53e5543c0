package io.keywheel.sim;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.function.BiConsumer;

/** One request at the simulated provider, from its head to its counted end. */
final class Exchange {
    private static final SimKey STRANGER = new SimKey(Tally.STRANGER, "", "");

    private final HttpServerRequest request;
    private final String id;
    private final BiConsumer<String, String> counted;
    private SimKey key = STRANGER;
    private Ask ask = Ask.NOTHING;
    private boolean isCounted;

    /** @param counted takes the key's id and the outcome, once */
    Exchange(HttpServerRequest request, String id, BiConsumer<String, String> counted) {
        this.request = request;
        this.id = id;
        this.counted = counted;
        request.response().closeHandler(v -> count("left"));
    }

    HttpServerRequest request() {
        return request;
    }

    HttpServerResponse response() {
        return request.response();
    }

    String id() {
        return id;
    }

    SimKey key() {
        return key;
    }

    boolean isStranger() {
        return key.equals(STRANGER);
    }

    Ask ask() {
        return ask;
    }

    void isFor(SimKey key) {
        this.key = key;
    }

    void asks(Ask ask) {
        this.ask = ask;
    }

    void end(int status, JsonObject body) {
        end(status, "application/json", body.toBuffer());
    }

    void end(int status, String type, Buffer body) {
        if (response().closed()) return;
        count(Integer.toString(status));
        head(status, type).end(body);
    }

    /** The answer's head as this provider always writes it. */
    HttpServerResponse head(int status, String type) {
        HttpServerResponse response = response().setStatusCode(status);
        response.putHeader("content-type", type).putHeader("x-request-id", id);
        return response;
    }

    void closeConnection(String outcome) {
        count(outcome);
        request.connection().close();
    }

    /** How the exchange ended; what comes after the first word is not heard. */
    void count(String outcome) {
        if (isCounted) return;
        isCounted = true;
        counted.accept(key.id(), outcome);
    }
}
