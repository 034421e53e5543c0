package io.keywheel.cluster;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What this node knows of the shared entries, the newest of each, and which of it has yet to be told. All of it is kept while it stands,
 * so that a cluster that lost it can be told again. Locked for microseconds, never across a call.
 */
final class Ledger {
    private final int most;
    private final InstantSource clock;
    private final Map<Object, Change> known = new HashMap<>();
    private final Set<Object> untold = new LinkedHashSet<>();

    /** @param most entries that are kept; what comes when it is full is not shared */
    Ledger(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    /** This node learned something by itself. */
    synchronized void learned(Change change) {
        if (keep(change)) tell(change);
    }

    /** The cluster said something. */
    synchronized void heard(Change change) {
        keep(change);
    }

    private boolean keep(Change change) {
        if (known.size() >= most && !known.containsKey(change.key())) return false;
        known.merge(change.key(), change, Change::orNewer);
        return true;
    }

    /** Has it told, be it again, in its newest form. */
    synchronized void tell(Change change) {
        untold.add(change.key());
        notifyAll();
    }

    /** What has waited longest to be told. Waits for something. */
    synchronized Change next() throws InterruptedException {
        while (true) {
            while (untold.isEmpty()) wait();
            Object first = untold.iterator().next();
            untold.remove(first);
            Change change = known.get(first);
            if (change != null) return change;
        }
    }

    /** Forgets what has ended and gives what is left. */
    synchronized List<Change> standing() {
        long now = clock.millis();
        known.values().removeIf(change -> !change.stands(now));
        return List.copyOf(known.values());
    }
}
