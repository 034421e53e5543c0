package io.keywheel.pool;

/**
 * A key that the provider rejected.
 *
 * @param rest what it is out for: its own, or its group's where that lasts longer
 */
public record Quarantined(PoolKey key, Rest rest) {}
