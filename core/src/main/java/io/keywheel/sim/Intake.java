package io.keywheel.sim;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Reads a request's body whole, within bounds. */
final class Intake {
    private static final int MOST_BYTES = 32 << 20;

    private Intake() {}

    /** Fails where the body is larger than 32 MiB; what is left of it is read and dropped. */
    static Future<Buffer> whole(HttpServerRequest request) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() <= MOST_BYTES) body.appendBuffer(part);
            else whole.tryFail("larger than " + MOST_BYTES + " bytes");
        });
        request.exceptionHandler(whole::tryFail);
        request.endHandler(v -> whole.tryComplete(body));
        return whole.future();
    }
}
