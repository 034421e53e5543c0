package io.keywheel.admin.endpoint;

import io.keywheel.admin.http.Call;
import io.keywheel.admin.http.Json;
import io.keywheel.admin.http.Problem;
import io.keywheel.admin.http.Reply;
import io.keywheel.admin.port.Events;
import io.keywheel.admin.port.Events.Event;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The live feed: Server-Sent Events with ids, so that a reader who comes back says where he was. One subscription serves all readers; a
 * reader that does not keep up is cut off rather than waited for.
 */
public final class EventStream {
    private static final int MOST_READERS = 200;
    private static final long HEARTBEAT_MILLIS = 15_000;

    private final Vertx vertx;
    private final Events events;
    private final long heartbeat;
    private final Set<Reader> readers = new HashSet<>();
    private Events.Subscription subscription = () -> {};

    public EventStream(Vertx vertx, Events events) {
        this(vertx, events, HEARTBEAT_MILLIS);
    }

    EventStream(Vertx vertx, Events events, long heartbeat) {
        this.vertx = vertx;
        this.events = events;
        this.heartbeat = heartbeat;
    }

    /** On the event loop that readers come by. */
    Reply open(Call call) {
        if (readers.size() >= MOST_READERS)
            return Reply.of(Problem.of(
                            429, "too_many_readers", MOST_READERS + " read the live feed already.", "Close some tabs."))
                    .with("Retry-After", "30");
        if (readers.isEmpty()) listen(call);
        Optional<String> type = call.text("type");
        Predicate<Event> wanted = event -> type.isEmpty() || type.get().equals(event.type());
        Reader reader = new Reader(call.request().response(), wanted);
        begin(call, reader);
        return Reply.TAKEN;
    }

    private void listen(Call call) {
        subscription = events.follow(event -> call.context().runOnContext(v -> tell(event)));
        vertx.setPeriodic(heartbeat, timer -> {
            if (readers.isEmpty()) vertx.cancelTimer(timer);
            else List.copyOf(readers).forEach(Reader::beat);
        });
    }

    private void begin(Call call, Reader reader) {
        call.request().resume();
        reader.begin(() -> leave(reader));
        readers.add(reader);
        call.text("Last-Event-ID").ifPresent(last -> replay(reader, Long.parseLong(last)));
    }

    /** Where more has happened since than is kept, the reader is told that he must look anew. */
    private void replay(Reader reader, long last) {
        List<Event> missed = events.since(last);
        boolean gap = last > events.newest()
                || (missed.isEmpty() ? last < events.newest() : missed.get(0).id() > last + 1);
        if (gap) reader.write("event: reset\ndata: {}\n\n");
        missed.forEach(reader::tell);
    }

    private void tell(Event event) {
        List.copyOf(readers).forEach(reader -> reader.tell(event));
    }

    private void leave(Reader reader) {
        readers.remove(reader);
        if (!readers.isEmpty()) return;
        subscription.close();
        subscription = () -> {};
    }

    int readers() {
        return readers.size();
    }

    static Buffer frame(Event event) {
        return Buffer.buffer("id: " + event.id() + "\nevent: " + event.type() + "\ndata: ")
                .appendBuffer(Json.bytes(event))
                .appendString("\n\n");
    }
}
