package io.keywheel.pool;

/** What happens in a pool, told once as it happens: for the log, the demo's story and, later, metrics and the event feed. */
public interface PoolListener {

    /** A key's scope began to rest (late refusals of the same rest are not told again). */
    default void rested(PoolKey key, String model, Rest rest, Verdict why) {}

    /** The wheel of {@code model} turned. */
    default void rotated(PoolKey from, PoolKey to, String model) {}

    /** A request found no key that can serve {@code model}. */
    default void exhausted(String model, Exhausted why) {}

    /** Two groups turned out to share one quota: the second adds none. */
    default void linked(Link link) {}

    /** Two groups that were taken for one have quotas of their own. */
    default void parted(Link link) {}

    /** A rejected key is accepted again: its quarantine has ended here. */
    default void recovered(PoolKey key, RecoveredBy how) {}

    PoolListener NONE = new PoolListener() {};
}
