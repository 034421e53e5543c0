package io.keywheel.pool;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a pool has at the moment, and what is known of each whatever the model: its scopes, its running attempts, its number.
 * Keys come and go while requests run: a lane takes the newest list when it is next asked. Any thread may call.
 */
final class Roster {

    /** The keys as they stand after so many changes, in start order. */
    record State(int version, List<PoolKey> keys) {}

    private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();
    private final Map<String, Cell> keyCells = new ConcurrentHashMap<>();
    private final Map<String, Cell> groupCells = new ConcurrentHashMap<>();
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private volatile State state;

    Roster(List<PoolKey> keys) {
        this.state = new State(0, List.copyOf(keys));
        keys.forEach(this::know);
    }

    State state() {
        return state;
    }

    List<PoolKey> keys() {
        return state.keys();
    }

    /** These keys from now on. One with another secret than before is another key. */
    synchronized void replace(List<PoolKey> next) {
        List<PoolKey> kept = List.copyOf(next);
        Map<String, PoolKey> byId = new HashMap<>();
        for (PoolKey key : kept) byId.put(key.id(), key);
        for (PoolKey before : state.keys()) {
            PoolKey after = byId.get(before.id());
            if (after == null || !before.isSameKey(after)) forget(before);
        }
        kept.forEach(this::know);
        state = new State(state.version() + 1, kept);
    }

    private synchronized void know(PoolKey key) {
        inFlight.computeIfAbsent(key.id(), id -> new AtomicInteger());
        keyCells.computeIfAbsent(key.id(), id -> new Cell());
        groupCells.computeIfAbsent(key.group().name(), g -> new Cell());
        if (!numbers.containsKey(key.id())) numbers.put(key.id(), numbers.size() + 1);
    }

    /** Running attempts are counted on, and a group that another key is in rests on. */
    private void forget(PoolKey key) {
        keyCells.remove(key.id());
        if (key.group().name().equals(key.id())) groupCells.remove(key.id());
    }

    /** What people call the key: its place in start order, from 1; later ones are appended. */
    int numberOf(PoolKey key) {
        return numbers.getOrDefault(key.id(), 0);
    }

    int inFlight() {
        return inFlight.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** Attempts that run with the key of this id, be it removed. */
    int inFlight(String id) {
        AtomicInteger running = inFlight.get(id);
        return running == null ? 0 : running.get();
    }

    AtomicInteger running(PoolKey key) {
        return inFlight.computeIfAbsent(key.id(), id -> new AtomicInteger());
    }

    /** The key's own scope. Of one that has just been removed it is nobody's any more. */
    Cell ofKey(PoolKey key) {
        Cell cell = keyCells.get(key.id());
        return cell == null ? new Cell() : cell;
    }

    Cell ofGroup(PoolKey key) {
        Cell cell = groupCells.get(key.group().name());
        return cell == null ? new Cell() : cell;
    }

    /** The scope of the key of this id; null where there is none. */
    @Nullable
    Cell ofKey(String id) {
        return keyCells.get(id);
    }

    @Nullable
    Cell ofGroup(String name) {
        return groupCells.get(name);
    }
}
