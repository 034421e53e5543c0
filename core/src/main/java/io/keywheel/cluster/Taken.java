package io.keywheel.cluster;

/**
 * A member has taken records over.
 *
 * @param durable whether they are safe on its disk
 */
record Taken(boolean durable) {}
