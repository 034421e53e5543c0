package io.keywheel.pool;

/** How far an answer reaches: the kind of scope that it speaks of. */
public enum Reach {
    /** Nothing of the pool's. */
    NOBODY,
    /** One key with one model. */
    KEY_MODEL,
    /** One key with every model. */
    KEY,
    /** A quota group with one model. */
    GROUP_MODEL,
    /** A quota group with every model. */
    GROUP,
    /** The provider as a whole. */
    UPSTREAM
}
