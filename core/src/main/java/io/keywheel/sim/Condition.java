package io.keywheel.sim;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What may change about a simulated provider while it runs. Any thread may call. */
final class Condition {
    private record Pair(String keyId, String model) {}

    private final Faults faults = new Faults();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final Set<Pair> forbidden = ConcurrentHashMap.newKeySet();
    private volatile Candour candour;

    Condition(Candour candour) {
        this.candour = candour;
    }

    Faults faults() {
        return faults;
    }

    Candour candour() {
        return candour;
    }

    void candour(Candour now) {
        candour = now;
    }

    void revoked(String keyId, boolean is) {
        if (is) revoked.add(keyId);
        else revoked.remove(keyId);
    }

    boolean isRevoked(String keyId) {
        return revoked.contains(keyId);
    }

    void forbidden(String keyId, String model, boolean is) {
        if (is) forbidden.add(new Pair(keyId, model));
        else forbidden.remove(new Pair(keyId, model));
    }

    boolean isForbidden(String keyId, String model) {
        return forbidden.contains(new Pair(keyId, model));
    }
}
