package io.keywheel.cluster;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a process without members claims. */
public final class AloneClaims implements Claims {
    private final String self;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<String, String> all = Map.of();

    public AloneClaims(String self) {
        this.self = self;
    }

    @Override
    public void replace(String claim) {
        all = Map.of(self, claim);
        listeners.forEach(Runnable::run);
    }

    @Override
    public Map<String, String> all() {
        return all;
    }

    @Override
    public void listen(Runnable changed) {
        listeners.add(changed);
    }
}
