package io.keywheel.pool;

import org.jspecify.annotations.Nullable;

/** Which of the keys that can serve does. */
@FunctionalInterface
interface SelectionPolicy {

    /** The place that serves {@code demand}, or null where none can. The lane's family is locked. */
    @Nullable
    Place choose(Lane lane, Demand demand, long now);

    static SelectionPolicy of(Policy policy) {
        return switch (policy) {
            case STICKY -> Sticky::choose;
            case ROUND_ROBIN -> Least.TURNS;
            case LEAST_USED -> Least.RUNNING;
            case HEADROOM -> Least.USED_PART;
            case FASTEST -> new Fastest();
        };
    }
}
