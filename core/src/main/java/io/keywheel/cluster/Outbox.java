package io.keywheel.cluster;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What this node has told or has yet to tell, only the newest of each entry. Told ones stay while they stand, so that they can be told
 * again to a cluster that lost them. Held for microseconds at a time, never across a call.
 */
final class Outbox {
    private final int most;
    private final InstantSource clock;
    private final Map<Object, Change> standing = new HashMap<>();
    private final Set<Object> waiting = new LinkedHashSet<>();

    Outbox(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    /** Takes a change in, unless there is no room for one more entry. */
    synchronized boolean put(Change change) {
        if (standing.size() >= most && !standing.containsKey(change.key())) return false;
        standing.merge(change.key(), change, Change::orNewer);
        waiting.add(change.key());
        notifyAll();
        return true;
    }

    /** The entry that waits longest, as it stands now. Waits for one. */
    synchronized Change take() throws InterruptedException {
        while (true) {
            while (waiting.isEmpty()) wait();
            Object first = waiting.iterator().next();
            waiting.remove(first);
            Change change = standing.get(first);
            if (change != null) return change;
        }
    }

    /** Lets what was taken wait again, in its newest form. */
    synchronized void again(Change change) {
        waiting.add(change.key());
        notifyAll();
    }

    /** Forgets what has ended and gives what is left. */
    synchronized List<Change> standing() {
        long now = clock.millis();
        standing.values().removeIf(change -> !change.stands(now));
        return List.copyOf(standing.values());
    }
}
