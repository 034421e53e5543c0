package io.keywheel.cluster;

import java.time.InstantSource;
import java.util.ArrayList;
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
    private final Map<Class<?>, Map<Object, Change>> known = new HashMap<>();
    private final Set<Object> untold = new LinkedHashSet<>();
    private final Partings partings = new Partings();

    /** @param most entries of each map that are kept; what comes when they are full is not shared */
    Ledger(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    /** This node learned something by itself. */
    synchronized void learned(Change change) {
        if (keep(change)) tell(change);
    }

    /** The cluster said something. Gives whether it is to be believed. */
    synchronized boolean heard(Change change) {
        if (partings.outdate(change)) return false;
        keep(change);
        return true;
    }

    /** Gives whether it is news. */
    private boolean keep(Change change) {
        Map<Object, Change> like = like(change.key());
        Change before = like.get(change.key());
        if (partings.outdate(change)) return false;
        if (before == null && like.size() >= most) return false;
        Change stands = before == null ? change : before.orNewer(change);
        like.put(change.key(), stands);
        if (stands instanceof LinkChange link && link.parts(before)) part(link.key());
        return !stands.equals(before);
    }

    private void part(LinkKey pair) {
        partings.parted(pair, clock.millis());
        for (Map<Object, Change> like : known.values()) like.values().removeIf(partings::outdate);
    }

    private Map<Object, Change> like(Object key) {
        return known.computeIfAbsent(key.getClass(), type -> new HashMap<>());
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
            Change change = like(first).get(first);
            if (change != null) return change;
        }
    }

    /** Forgets what has ended and gives what is left. */
    synchronized List<Change> standing() {
        long now = clock.millis();
        List<Change> standing = new ArrayList<>();
        for (Map<Object, Change> like : known.values()) {
            like.values().removeIf(change -> !change.stands(now));
            standing.addAll(like.values());
        }
        return standing;
    }
}
