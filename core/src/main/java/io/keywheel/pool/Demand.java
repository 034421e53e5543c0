package io.keywheel.pool;

import java.util.ArrayList;
import java.util.List;

/** What one request asks of the pool: its model, and the keys that have refused it already. Used by one thread at a time. */
public final class Demand {
    private static final int LONGEST_MODEL = 200;

    private final String model;
    private final List<String> refusedBy = new ArrayList<>(0);

    /** @param model as the caller named it; empty where it named none */
    public Demand(String model) {
        this.model = model.length() > LONGEST_MODEL ? "" : model;
    }

    public String model() {
        return model;
    }

    void refusedBy(PoolKey key) {
        refusedBy.add(key.id());
    }

    boolean excludes(PoolKey key) {
        for (int i = 0; i < refusedBy.size(); i++) if (refusedBy.get(i).equals(key.id())) return true;
        return false;
    }

    boolean isFresh() {
        return refusedBy.isEmpty();
    }
}
