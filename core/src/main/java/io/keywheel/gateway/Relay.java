package io.keywheel.gateway;

import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import io.keywheel.pool.Verdict;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives a kept answer to the caller byte for byte, with back-pressure. The newest piece is held until the loop's turn is over, so that
 * an answer that came whole leaves in one write.
 */
final class Relay implements Caller, Attempt.Follower {
    static final CharSequence KEY = HttpHeaders.createOptimized("X-Keywheel-Key");
    static final CharSequence ATTEMPTS = HttpHeaders.createOptimized("X-Keywheel-Attempts");
    static final CharSequence REQUEST = HttpHeaders.createOptimized("X-Keywheel-Request");
    private static final Buffer SIGN_OF_LIFE = Buffer.buffer(": keep-alive\n\n");

    private final Context loop;
    private final HttpServerRequest request;
    private final HttpServerResponse out;
    private final String id;
    private final Consumer<Relay> whenOver;
    private @Nullable Attempt attempt;
    private @Nullable StreamEnd end;
    private @Nullable Buffer newest;
    private boolean asked;
    private boolean over;

    /** @param whenOver called once, when the caller has its answer or has left */
    Relay(Context loop, HttpServerRequest request, String id, Consumer<Relay> whenOver) {
        this.loop = loop;
        this.request = request;
        this.out = request.response();
        this.id = id;
        this.whenOver = whenOver;
    }

    @Override
    public void keep(Attempt kept) {
        attempt = kept;
        HttpClientResponse in = kept.answer().head();
        boolean begun = out.headWritten();
        if (!begun) head(kept, in);
        if (kept.isWhole()) {
            end(kept, in, begun);
            return;
        }
        end = kept.answer().end();
        // The length that a stream announces would leave no room for the error that a cut one ends with.
        if (!begun && end != null) out.setChunked(true);
        else if (!begun) bodyLength(in);
        kept.follow(this);
        if (kept.answer().heldBytes().length() > 0) piece(kept.answer().heldBytes());
    }

    private void head(Attempt kept, HttpClientResponse in) {
        out.setStatusCode(in.statusCode());
        MultiMap headers = out.headers();
        HeaderRules.copyToCaller(in.headers(), headers);
        headers.add(KEY, kept.lease().key().id());
        headers.add(ATTEMPTS, Integer.toString(kept.exchange().attempts()));
        headers.add(REQUEST, id);
    }

    private void bodyLength(HttpClientResponse in) {
        String length = in.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) out.headers().add(HttpHeaders.CONTENT_LENGTH, length);
        else if (hasBody(in)) out.setChunked(true);
    }

    private boolean hasBody(HttpClientResponse in) {
        int status = in.statusCode();
        return !request.method().equals(HttpMethod.HEAD) && status != 204 && status != 304;
    }

    private void end(Attempt kept, HttpClientResponse in, boolean begun) {
        if (kept.answer().heldBytes().length() == 0) {
            if (!begun && !hasBody(in)) bodyLength(in);
            out.end();
        } else {
            out.end(kept.answer().heldBytes());
        }
        kept.finish();
        over();
    }

    @Override
    public void piece(Buffer piece) {
        if (newest != null) write();
        newest = piece;
        if (asked) return;
        asked = true;
        loop.runOnContext(v -> {
            asked = false;
            if (!over && newest != null) write();
        });
    }

    private void write() {
        Buffer piece = newest;
        newest = null;
        if (piece == null || out.closed()) return;
        out.write(piece);
        Attempt from = attempt;
        if (out.writeQueueFull() && from != null) {
            from.pause();
            out.drainHandler(v -> from.resume());
        }
    }

    @Override
    public void whole() {
        if (over) return;
        if (end != null && !end.isSeen()) {
            brokeOff("the stream ended before its last word");
            return;
        }
        if (newest != null && !out.closed()) out.end(newest);
        else if (!out.closed()) out.end();
        newest = null;
        if (attempt != null) attempt.finish();
        over();
    }

    @Override
    public void brokeOff(String why) {
        if (over) return;
        if (end != null && end.isSeen()) {
            whole();
            return;
        }
        if (end != null) {
            if (newest != null) write();
            Refusal refusal = Refusal.providerUnavailable(
                    502, "The answer was cut: " + why + ".", java.util.OptionalLong.empty());
            Buffer event = refusal.event();
            if (!end.isBetweenEvents()) event = Buffer.buffer("\n\n").appendBuffer(event);
            if (!out.closed()) out.end(event);
        } else {
            // A body that is no event stream has no place for an error: the caller sees that it is not whole.
            out.reset();
        }
        if (attempt != null) attempt.finish(Verdict.of(Outcome.PROVIDER_FAILED, Reach.UPSTREAM, 0, "", why));
        over();
    }

    @Override
    public void refuse(Refusal refusal) {
        if (over || out.closed()) return;
        if (out.headWritten()) out.end(refusal.event());
        else Answers.refuse(out, refusal, id);
        over();
    }

    @Override
    public void keepAlive() {
        if (over || out.closed()) return;
        if (!out.headWritten()) {
            out.setChunked(true);
            out.headers()
                    .add(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                    .add(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .add(REQUEST, id);
        }
        out.write(SIGN_OF_LIFE);
    }

    private void over() {
        if (over) return;
        over = true;
        whenOver.accept(this);
    }
}
