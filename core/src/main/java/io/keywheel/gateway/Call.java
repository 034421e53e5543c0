package io.keywheel.gateway;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One caller's request from its first byte to the end of its answer: reads the body, then hands over to an exchange. */
final class Call {
    private static final long QUIET_BODY_MILLIS = 30_000;

    private final HttpServerRequest request;
    private final Gateway gateway;
    private final String id;
    private @Nullable BodyReader reader;
    private @Nullable Exchange exchange;
    private long readBefore;
    private long quietSince;
    private boolean over;

    Call(HttpServerRequest request, Gateway gateway, String id) {
        this.request = request;
        this.gateway = gateway;
        this.id = id;
        this.quietSince = gateway.now();
        HttpServerResponse out = request.response();
        out.closeHandler(v -> left());
        out.exceptionHandler(t -> left());
        request.exceptionHandler(t -> left());
    }

    String id() {
        return id;
    }

    HttpServerRequest request() {
        return request;
    }

    void readBody(BodyReader bodyReader) {
        reader = bodyReader;
        bodyReader.start();
    }

    /** The body is read; from here on the exchange answers. */
    void becomes(Exchange begun) {
        exchange = begun;
    }

    /** Refused before there was an exchange. */
    void refuse(Refusal refusal) {
        if (over) return;
        HttpServerResponse out = request.response();
        if (!request.isEnded()) {
            out.putHeader("Connection", "close");
            out.endHandler(v -> request.connection().close());
        }
        if (!out.closed()) Answers.refuse(out, refusal, id);
        over();
    }

    void answer(Consumer<HttpServerResponse> write) {
        if (over) return;
        if (!request.response().closed()) write.accept(request.response());
        over();
    }

    /** The answer is out. */
    void over() {
        if (over) return;
        over = true;
        if (exchange != null) exchange.end();
        if (reader != null) gateway.giveBack(reader.taken());
        gateway.ended(this);
    }

    private void left() {
        if (over) return;
        if (exchange != null) exchange.abandon();
        over();
    }

    /** Called a few times a second. */
    void tick(long now) {
        if (exchange != null) {
            exchange.tick(now);
            return;
        }
        long read = request.bytesRead();
        if (read != readBefore) {
            readBefore = read;
            quietSince = now;
        } else if (now - quietSince > QUIET_BODY_MILLIS) {
            refuse(Refusal.badRequest(408, "request_timeout", "The body did not come within 30 s of its last byte."));
        }
    }
}
