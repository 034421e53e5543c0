package io.keywheel.admin.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Reads a body up to a bound. */
final class Intake {
    private static final long LINGER_MILLIS = 1_000;

    private Intake() {}

    /** The body; empty where it is larger than that. Of a larger one the rest is read for a moment, so that the answer arrives, then cut. */
    static Future<Optional<Buffer>> read(Vertx vertx, HttpServerRequest request, int most) {
        Promise<Optional<Buffer>> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(piece -> {
            if (body.length() + piece.length() <= most) body.appendBuffer(piece);
            else if (whole.tryComplete(Optional.empty())) cutSoon(vertx, request);
        });
        request.exceptionHandler(whole::tryFail);
        request.endHandler(v -> whole.tryComplete(Optional.of(body)));
        request.resume();
        return whole.future();
    }

    private static void cutSoon(Vertx vertx, HttpServerRequest request) {
        long timer = vertx.setTimer(LINGER_MILLIS, t -> request.connection().close());
        request.endHandler(v -> vertx.cancelTimer(timer));
        request.exceptionHandler(t -> vertx.cancelTimer(timer));
    }
}
