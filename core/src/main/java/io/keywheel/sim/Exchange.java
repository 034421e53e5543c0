package io.keywheel.sim;

import io.keywheel.sim.SimAnswer.Ending;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.function.Consumer;

/** One answer of the simulated provider on its way over HTTP. */
final class Exchange {
    private static final long ENDLESS_BYTES = 1L << 30;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final Consumer<String> ended;
    private boolean isEnded;

    /** @param ended takes once how the exchange ended */
    Exchange(Vertx vertx, HttpServerRequest request, Consumer<String> ended) {
        this.vertx = vertx;
        this.request = request;
        this.ended = ended;
        request.response().closeHandler(v -> end("left"));
    }

    /** Writes the head, and what follows at the answer's own pace. */
    void send(SimAnswer answer) {
        HttpServerResponse response = request.response();
        if (response.closed()) return;
        if (answer.status() == 0) {
            close(answer);
            return;
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (answer.ending() == Ending.ENDLESS) endless(answer);
        else if (answer.ending() == Ending.WHOLE && answer.pieces().size() < 2) whole(answer);
        else pieces(answer);
    }

    /** Runs what is left to do after so many milliseconds, at once after none. */
    void after(int millis, Runnable then) {
        if (millis == 0) then.run();
        else vertx.setTimer(millis, timer -> then.run());
    }

    private void whole(SimAnswer answer) {
        end(answer.slip().outcome());
        request.response()
                .end(
                        answer.pieces().isEmpty()
                                ? Buffer.buffer()
                                : answer.pieces().get(0));
    }

    private void pieces(SimAnswer answer) {
        if (!answer.headers().containsKey("content-length")) request.response().setChunked(true);
        next(answer, 0);
    }

    private void next(SimAnswer answer, int index) {
        HttpServerResponse response = request.response();
        List<Buffer> pieces = answer.pieces();
        if (response.closed()) return;
        if (index == pieces.size()) {
            if (answer.ending() == Ending.CLOSED) close(answer);
            else last(answer);
            return;
        }
        response.write(pieces.get(index))
                .onSuccess(v -> after(answer.pace().wordMillis(), () -> next(answer, index + 1)));
    }

    private void last(SimAnswer answer) {
        end(answer.slip().outcome());
        request.response().end();
    }

    private void close(SimAnswer answer) {
        end(answer.slip().outcome());
        request.connection().close();
    }

    private void endless(SimAnswer answer) {
        end(answer.slip().outcome());
        fill(request.response().setChunked(true), answer.pieces().get(0));
    }

    private static void fill(HttpServerResponse response, Buffer filling) {
        while (!response.closed() && !response.writeQueueFull()) {
            if (response.bytesWritten() > ENDLESS_BYTES) {
                response.end();
                return;
            }
            response.write(filling);
        }
        if (!response.closed()) response.drainHandler(v -> fill(response, filling));
    }

    private void end(String outcome) {
        if (isEnded) return;
        isEnded = true;
        ended.accept(outcome);
    }
}
