package io.keywheel.pool;

import java.util.ArrayList;
import java.util.List;

/** What one request asks of the pool: its model, and the keys that have refused it already. Used by one thread at a time. */
public final class Demand {
    private static final int LONGEST_MODEL = 200;

    private final String model;
    private final RequestSize size;
    private final Affinity affinity;
    private Cost cost = Cost.NOTHING_KNOWN;
    private boolean counted;
    private final List<String> refusedBy = new ArrayList<>(0);

    /** A request of which nothing is known but its model. */
    public Demand(String model) {
        this(model, RequestSize.UNKNOWN, Affinity.NONE);
    }

    /**
     * A request.
     *
     * @param model as the caller named it; empty where it named none
     */
    public Demand(String model, RequestSize size, Affinity affinity) {
        this.model = model.length() > LONGEST_MODEL ? "" : model;
        this.size = size;
        this.affinity = affinity;
    }

    /** A request of which one knows what it costs. */
    static Demand of(String model, Cost cost) {
        Demand demand = new Demand(model);
        demand.cost = cost;
        return demand;
    }

    public RequestSize size() {
        return size;
    }

    Affinity affinity() {
        return affinity;
    }

    /** What it is estimated to take; known once a pool was asked. */
    Cost cost() {
        return cost;
    }

    void estimate(Cost estimated) {
        cost = estimated;
    }

    public String model() {
        return model;
    }

    /** Requests with the same line wait for the same keys: those of one model, or of one model and the only key that will do. */
    public String line() {
        return affinity.only() ? model + '\n' + affinity.key() : model;
    }

    void refusedBy(PoolKey key) {
        refusedBy.add(key.id());
    }

    /** The request has waited: what refused it then may serve it now. */
    public void forgive() {
        refusedBy.clear();
    }

    boolean excludes(PoolKey key) {
        for (int i = 0; i < refusedBy.size(); i++) if (refusedBy.get(i).equals(key.id())) return true;
        return false;
    }

    /** True the first time only: a request that waits asks often and is one all the same. */
    boolean isNew() {
        boolean first = !counted;
        counted = true;
        return first;
    }

    boolean isFresh() {
        return refusedBy.isEmpty();
    }
}
