package io.keywheel.gateway;

import io.keywheel.config.Settings.Limits;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a caller's body until it is whole, or too large to be held, or too large at all. */
final class BodyReader {
    private static final int MOST_ROOM_AT_ONCE = 256 * 1024;

    private final HttpServerRequest request;
    private final Limits limits;
    private final BodyBudget budget;
    private final Consumer<RequestBody> read;
    private final Consumer<Refusal> refused;
    private final long announced;
    private @Nullable Buffer body;
    private long taken;
    private boolean owned;
    private boolean over;

    BodyReader(
            HttpServerRequest request,
            Limits limits,
            BodyBudget budget,
            Consumer<RequestBody> read,
            Consumer<Refusal> refused) {
        this.request = request;
        this.limits = limits;
        this.budget = budget;
        this.read = read;
        this.refused = refused;
        this.announced = announced(request);
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) return -1;
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    void start() {
        if (announced > limits.bodyBytes()) {
            refuse();
            return;
        }
        request.handler(this::piece);
        request.endHandler(v -> whole());
    }

    /** What of the budget this body holds: to be given back when the request is over. */
    long taken() {
        return taken;
    }

    private void piece(Buffer piece) {
        if (over) return;
        body = body == null ? piece : own(body).appendBuffer(piece);
        if (body.length() > limits.bodyBytes()) {
            refuse();
            return;
        }
        if (body.length() > limits.replayBytes() || !hold(piece.length())) {
            over = true;
            request.pause();
            read.accept(new RequestBody(body, request, announced));
        }
    }

    private boolean hold(int bytes) {
        if (!budget.take(bytes)) return false;
        taken += bytes;
        return true;
    }

    /** The first piece belongs to the connection; what grows is a copy of our own. Room for a large body is made as it comes. */
    private Buffer own(Buffer first) {
        if (owned) return first;
        owned = true;
        int room = (int) Math.max(first.length() * 2L, Math.min(announced, MOST_ROOM_AT_ONCE));
        return Buffer.buffer(room).appendBuffer(first);
    }

    private void whole() {
        if (over) return;
        over = true;
        read.accept(body == null ? RequestBody.NONE : RequestBody.whole(body));
    }

    private void refuse() {
        over = true;
        refused.accept(tooLarge(limits));
    }

    static Refusal tooLarge(Limits limits) {
        return Refusal.badRequest(
                413,
                "request_too_large",
                "The body is larger than " + limits.bodyBytes() + " bytes (KEYWHEEL_BODY_LIMIT).");
    }
}
