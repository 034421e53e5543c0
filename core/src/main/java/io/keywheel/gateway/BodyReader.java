package io.keywheel.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a caller's body until it is whole, or too large to be held, or too large at all. */
final class BodyReader {
    private static final int MOST_ROOM_AT_ONCE = 256 * 1024;

    /**
     * How large a body may be, in bytes.
     *
     * @param held a larger one is handed over as far as it was read, with the rest to come
     * @param most a larger one is refused
     */
    record Sizes(long held, long most) {}

    private final HttpServerRequest request;
    private final Sizes sizes;
    private final BodyBudget budget;
    private final Consumer<RequestBody> read;
    private final Runnable tooLarge;
    private final long announced;
    private @Nullable Buffer body;
    private long taken;
    private boolean owned;
    private boolean over;

    BodyReader(
            HttpServerRequest request, Sizes sizes, BodyBudget budget, Consumer<RequestBody> read, Runnable tooLarge) {
        this.request = request;
        this.sizes = sizes;
        this.budget = budget;
        this.read = read;
        this.tooLarge = tooLarge;
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
        if (announced > sizes.most()) {
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
        if (body.length() > sizes.most()) {
            refuse();
            return;
        }
        if (body.length() > sizes.held() || !hold(piece.length())) {
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
        tooLarge.run();
    }
}
