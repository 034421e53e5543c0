package io.keywheel.gateway;

import io.keywheel.config.Settings.Limits;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Sends a caller's body on: in one write where it is small, in slices where it is large, as it comes where it is not held whole. */
final class BodySender {
    private static final int SLICE = 256 * 1024;

    private final Exchange.Ask ask;
    private final HttpClientRequest out;
    private boolean whole;

    BodySender(Exchange.Ask ask, HttpClientRequest out) {
        this.ask = ask;
        this.out = out;
    }

    /** Whether all of the body is on its way. */
    boolean isWhole() {
        return whole;
    }

    void send(Limits limits, Runnable tooLarge) {
        RequestBody body = ask.body();
        HttpServerRequest rest = body.rest();
        if (rest == null) sendHeld(body.held());
        else stream(rest, limits, tooLarge);
    }

    private void sendHeld(Buffer body) {
        int length = body.length();
        if (length > 0 || ask.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            out.headers().add(HttpHeaders.CONTENT_LENGTH, Integer.toString(length));
        }
        if (length > SLICE) {
            slice(body, 0);
            return;
        }
        whole = true;
        if (length == 0) out.end();
        else out.end(body);
    }

    private void slice(Buffer body, int from) {
        int at = from;
        while (at < body.length()) {
            if (out.writeQueueFull()) {
                int next = at;
                out.drainHandler(v -> slice(body, next));
                return;
            }
            int end = Math.min(at + SLICE, body.length());
            out.write(body.slice(at, end));
            at = end;
        }
        end();
    }

    private void stream(HttpServerRequest rest, Limits limits, Runnable tooLarge) {
        RequestBody body = ask.body();
        if (body.length() >= 0) out.headers().add(HttpHeaders.CONTENT_LENGTH, Long.toString(body.length()));
        else out.setChunked(true);
        long[] sent = {body.held().length()};
        out.write(body.held());
        rest.handler(piece -> {
            sent[0] += piece.length();
            if (sent[0] > limits.bodyBytes()) tooLarge.run();
            else pass(piece, rest);
        });
        rest.endHandler(v -> end());
        rest.resume();
    }

    private void pass(Buffer piece, HttpServerRequest rest) {
        out.write(piece);
        if (out.writeQueueFull()) {
            rest.pause();
            out.drainHandler(v -> rest.resume());
        }
    }

    private void end() {
        whole = true;
        out.end();
    }
}
