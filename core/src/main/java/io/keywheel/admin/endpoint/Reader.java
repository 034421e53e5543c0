package io.keywheel.admin.endpoint;

import io.keywheel.admin.port.Events.Event;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Predicate;

/** One who reads the live feed. */
final class Reader {
    private static final int QUEUE_BYTES = 256 * 1024;

    private final HttpServerResponse out;
    private final Predicate<Event> wanted;
    private long last = -1;

    Reader(HttpServerResponse out, Predicate<Event> wanted) {
        this.out = out;
        this.wanted = wanted;
    }

    void begin(Runnable gone) {
        out.closeHandler(v -> gone.run());
        out.exceptionHandler(t -> {});
        out.setWriteQueueMaxSize(QUEUE_BYTES);
        out.setChunked(true).putHeader("Content-Type", "text/event-stream").putHeader("X-Accel-Buffering", "no");
        write("retry: 2000\n\n");
    }

    /** What was replayed is not told again. */
    void tell(Event event) {
        if (event.id() <= last || !wanted.test(event)) return;
        last = event.id();
        write(EventStream.frame(event));
    }

    void beat() {
        write(": .\n\n");
    }

    void write(String text) {
        write(Buffer.buffer(text));
    }

    private void write(Buffer bytes) {
        if (out.closed()) return;
        // He has 256 KiB to read yet: the browser comes back by itself and says where it was.
        if (out.writeQueueFull()) out.reset();
        else out.write(bytes).onFailure(gone -> {});
    }
}
