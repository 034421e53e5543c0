package io.keywheel.telemetry;

import io.keywheel.pool.RequestTrail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last requests, the oldest forgotten for the newest. Any thread may tell it and ask it; nobody waits for longer than a copy. */
public final class RequestRing implements RequestTrail.Listener {
    private static final int USUAL = 2_000;

    private final @Nullable RequestTrail[] ring;
    private int next;

    public RequestRing() {
        this(USUAL);
    }

    RequestRing(int size) {
        this.ring = new RequestTrail[size];
    }

    @Override
    public synchronized void ended(RequestTrail trail) {
        ring[next] = trail;
        next = (next + 1) % ring.length;
    }

    /** The newest first. */
    public synchronized List<RequestTrail> newest(int most) {
        List<RequestTrail> newest = new ArrayList<>(Math.min(most, ring.length));
        for (int back = 1; back <= ring.length && newest.size() < most; back++) {
            RequestTrail trail = ring[Math.floorMod(next - back, ring.length)];
            if (trail == null) break;
            newest.add(trail);
        }
        return newest;
    }

    /** By the id that the caller saw. */
    public Optional<RequestTrail> byId(String id) {
        return newest(ring.length).stream().filter(t -> t.id().equals(id)).findFirst();
    }
}
