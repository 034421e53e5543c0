package io.keywheel.pool;

/**
 * Where a node's rests and rotations meet those of the other members. Called after a change stands on this node; never blocks. Of
 * several changes of one entry only the newest need be told. What others say comes back through {@link KeyPool#adopt}.
 */
public interface PoolShare {

    /** A scope of {@code pool} began to rest here, or rests longer. */
    void rested(String pool, Scope scope, Rest rest);

    /** A quarantine of {@code pool} ended here; {@code ended} is its {@link Rest#recovered recovery}. */
    default void recovered(String pool, Scope scope, Rest ended) {}

    /** A wheel of {@code pool} turned here, provisionally: the cluster may know better. */
    void rotated(String pool, String model, Rotation rotation);

    /** Two groups of {@code pool} turned out to share a quota, or not to. */
    default void linked(String pool, Link link) {}

    /** A node of its own: there is nobody to tell. */
    PoolShare ALONE = new PoolShare() {
        @Override
        public void rested(String pool, Scope scope, Rest rest) {}

        @Override
        public void rotated(String pool, String model, Rotation rotation) {}
    };
}
