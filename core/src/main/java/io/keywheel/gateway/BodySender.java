package io.keywheel.gateway;

import io.keywheel.config.Settings.Limits;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Sends a caller's body on: in one write where it is small, in slices where it is large, as it comes where it is not held whole. */
final class BodySender {
    private static final int SLICE = 256 * 1024;

    private BodySender() {}

    static void send(Exchange.Ask ask, HttpClientRequest out, Limits limits, Runnable tooLarge) {
        RequestBody body = ask.body();
        HttpServerRequest rest = body.rest();
        if (rest != null) {
            stream(body, rest, out, limits, tooLarge);
            return;
        }
        int length = body.held().length();
        if (length > 0 || ask.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            out.headers().add(HttpHeaders.CONTENT_LENGTH, Integer.toString(length));
        }
        if (length == 0) out.end();
        else if (length <= SLICE) out.end(body.held());
        else slice(body.held(), 0, out);
    }

    private static void slice(Buffer body, int from, HttpClientRequest out) {
        int at = from;
        while (at < body.length()) {
            if (out.writeQueueFull()) {
                int next = at;
                out.drainHandler(v -> slice(body, next, out));
                return;
            }
            int end = Math.min(at + SLICE, body.length());
            out.write(body.slice(at, end));
            at = end;
        }
        out.end();
    }

    private static void stream(
            RequestBody body, HttpServerRequest rest, HttpClientRequest out, Limits limits, Runnable tooLarge) {
        if (body.length() >= 0) out.headers().add(HttpHeaders.CONTENT_LENGTH, Long.toString(body.length()));
        else out.setChunked(true);
        long[] sent = {body.held().length()};
        out.write(body.held());
        rest.handler(piece -> {
            sent[0] += piece.length();
            if (sent[0] > limits.bodyBytes()) {
                rest.handler(b -> {});
                tooLarge.run();
                return;
            }
            out.write(piece);
            if (out.writeQueueFull()) {
                rest.pause();
                out.drainHandler(v -> rest.resume());
            }
        });
        rest.endHandler(v -> out.end());
        rest.resume();
    }
}
