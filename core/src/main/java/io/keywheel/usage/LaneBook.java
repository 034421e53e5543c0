package io.keywheel.usage;

import io.keywheel.admin.port.KeyState;
import io.keywheel.admin.port.LaneHistory;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.PoolListener;
import io.keywheel.pool.RecoveredBy;
import io.keywheel.pool.Rest;
import io.keywheel.pool.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What state each key was in over the last 24 hours, as this member saw it. A key is looked at soon after something happened to it,
 * each second while it is not ready, and in its turn among all the others. Any thread may ask.
 */
public final class LaneBook implements LaneHistory {
    private static final long KEPT = Duration.ofHours(24).toMillis();
    private static final int MOST_CHANGES_OF_A_KEY = 1_000;
    private static final int MOST_CHANGES = 200_000;
    private static final int LOOKS_AT_ONCE = 500;

    /** The keys as they are now. */
    public interface Keys {
        List<String> ids();

        /** Empty where there is no such key. */
        Optional<KeyState> state(String id);
    }

    private record Change(long at, Optional<KeyState> to) {}

    private final InstantSource clock;
    private final Keys keys;
    private final Set<String> happened = ConcurrentHashMap.newKeySet();
    private final TreeMap<String, Deque<Change>> lanes = new TreeMap<>();
    private int changes;
    private int turn;

    /** @param clock of the wall */
    public LaneBook(Keys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Something happened to this key: it was added, enabled, disabled, removed, tested … */
    public void happened(String key) {
        happened.add(key);
    }

    /** Hears what happens in a pool. */
    public PoolListener listener() {
        return new PoolListener() {
            @Override
            public void rested(PoolKey key, String model, Rest rest, Verdict why) {
                happened(key.id());
            }

            @Override
            public void recovered(PoolKey key, RecoveredBy how) {
                happened(key.id());
            }

            @Override
            public void rotated(PoolKey from, PoolKey to, String model) {
                happened(from.id());
            }
        };
    }

    /** Looks at the keys; called each second. */
    public void look() {
        for (String key : toLookAt()) {
            // The moment is taken first: a change in between is seen next time.
            long now = clock.millis();
            note(key, keys.state(key), now);
        }
    }

    private Set<String> toLookAt() {
        Set<String> due = new HashSet<>();
        for (Iterator<String> each = happened.iterator(); each.hasNext(); each.remove()) due.add(each.next());
        List<String> ids = keys.ids();
        for (int i = 0; i < Math.min(LOOKS_AT_ONCE, ids.size()); i++) {
            turn = (turn + 1) % ids.size();
            due.add(ids.get(turn));
        }
        due.addAll(waiting(LOOKS_AT_ONCE));
        return due;
    }

    /** Keys that return by themselves, or that are gone and not known to be. */
    private synchronized List<String> waiting(int most) {
        return lanes.entrySet().stream()
                .filter(e -> e.getValue()
                        .getLast()
                        .to()
                        .filter(s -> s != KeyState.READY)
                        .isPresent())
                .map(Map.Entry::getKey)
                .limit(most)
                .toList();
    }

    private synchronized void note(String key, Optional<KeyState> state, long now) {
        if (state.isEmpty() && !lanes.containsKey(key)) return;
        Deque<Change> lane = lanes.computeIfAbsent(key, k -> new ArrayDeque<>(2));
        if (lane.isEmpty() || !lane.getLast().to().equals(state)) {
            lane.add(new Change(now, state));
            changes++;
        }
        forget(lane, now - KEPT);
        if (lane.size() == 1 && state.isEmpty() && lane.getLast().at() < now - KEPT) {
            lanes.remove(key);
            changes--;
        }
    }

    /** Of what is older only that counts which still held then. */
    private void forget(Deque<Change> lane, long before) {
        int most = changes > MOST_CHANGES ? 2 : MOST_CHANGES_OF_A_KEY;
        while (lane.size() > 1 && (lane.size() > most || second(lane).at() <= before)) {
            lane.removeFirst();
            changes--;
        }
    }

    private static Change second(Deque<Change> lane) {
        Iterator<Change> each = lane.iterator();
        each.next();
        return each.next();
    }

    @Override
    public synchronized Lanes between(Optional<Instant> from, Optional<Instant> to) {
        long now = clock.millis();
        long end = Math.min(to.map(Instant::toEpochMilli).orElse(now), now);
        long begin = Math.max(from.map(Instant::toEpochMilli).orElse(end - KEPT), now - KEPT);
        List<Lane> found = new ArrayList<>();
        lanes.forEach((key, lane) -> {
            List<Span> spans = spans(lane, begin, end);
            if (!spans.isEmpty()) found.add(new Lane(key, spans));
        });
        return new Lanes(Instant.ofEpochMilli(begin), Instant.ofEpochMilli(Math.max(begin, end)), found);
    }

    private static List<Span> spans(Deque<Change> lane, long begin, long end) {
        List<Span> spans = new ArrayList<>();
        Iterator<Change> each = lane.iterator();
        Change change = each.next();
        while (true) {
            Optional<Change> next = each.hasNext() ? Optional.of(each.next()) : Optional.empty();
            long from = Math.max(change.at(), begin);
            long until = Math.min(next.map(Change::at).orElse(end), end);
            if (from < until && change.to().isPresent())
                spans.add(new Span(
                        Instant.ofEpochMilli(from),
                        Instant.ofEpochMilli(until),
                        change.to().get()));
            if (next.isEmpty()) return spans;
            change = next.get();
        }
    }
}
