package io.keywheel.pool;

/** How a limit comes back, as far as a dialect knows; evidence corrects it. */
public enum RefillKind {
    /** Little by little, as a leaky bucket empties. */
    BUCKET,
    /** All at once, when the window ends. */
    WINDOW,
    /** Nobody knows: to be told from two answers. */
    UNKNOWN
}
