package io.keywheel.probe;

/** Does something again and again. */
@FunctionalInterface
interface Ticks {

    /** Begins, and gives what ends it. */
    Runnable every(long millis, Runnable task);
}
