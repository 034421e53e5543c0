package io.keywheel.admin.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What happens, numbered in order. */
public interface Events {

    /** Those kept, the newest first. */
    Page<Event> list(Optional<String> type, Place place);

    /** Those kept behind a number, the oldest first. */
    List<Event> since(long id);

    /** The number of the newest, 0 where nothing has happened yet. */
    long newest();

    /** Tells of everything from now on, on any thread, until the subscription is closed; never blocks. */
    Subscription follow(Consumer<Event> follower);

    /** Ends by {@link #close}. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * One thing that happened.
     *
     * @param data plain values by name
     */
    record Event(long id, String type, Instant at, Map<String, Object> data) {}
}
