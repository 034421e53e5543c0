package io.keywheel.pool;

/** What asking the pool for a key gives: the right to make one call, or the reason why there is none. */
public sealed interface Acquired permits Lease, Exhausted {}
