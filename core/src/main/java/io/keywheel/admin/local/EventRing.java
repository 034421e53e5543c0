package io.keywheel.admin.local;

import io.keywheel.admin.port.Events;
import io.keywheel.admin.port.Page;
import io.keywheel.admin.port.Place;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The last events of this process. Any thread may tell and ask; followers are told in order. */
public final class EventRing implements Events {
    private static final int KEPT = 5_000;

    private final InstantSource clock;
    private final int kept;
    private final Deque<Event> last = new ArrayDeque<>();
    private final List<Consumer<Event>> followers = new CopyOnWriteArrayList<>();
    private long newest;

    public EventRing(InstantSource clock) {
        this(clock, KEPT);
    }

    EventRing(InstantSource clock, int kept) {
        this.clock = clock;
        this.kept = kept;
    }

    /** Something happened. */
    public synchronized void tell(String type, Map<String, Object> data) {
        Event event = new Event(++newest, type, clock.instant(), Map.copyOf(data));
        last.addLast(event);
        if (last.size() > kept) last.removeFirst();
        followers.forEach(f -> f.accept(event));
    }

    @Override
    public synchronized Page<Event> list(Optional<String> type, Place place) {
        long before = place.after().map(EventRing::number).orElse(Long.MAX_VALUE);
        List<Event> found = new ArrayList<>(last);
        found.sort(Comparator.comparingLong(Event::id).reversed());
        return place.page(
                found.stream()
                        .filter(e ->
                                e.id() < before && type.map(e.type()::equals).orElse(true))
                        .limit(place.limit() + 1L)
                        .toList(),
                e -> Long.toString(e.id()));
    }

    private static long number(String place) {
        try {
            return Long.parseLong(place);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public synchronized List<Event> since(long id) {
        return last.stream().filter(e -> e.id() > id).toList();
    }

    @Override
    public synchronized long newest() {
        return newest;
    }

    @Override
    public Subscription follow(Consumer<Event> follower) {
        followers.add(follower);
        return () -> followers.remove(follower);
    }
}
