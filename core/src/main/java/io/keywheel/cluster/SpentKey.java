package io.keywheel.cluster;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Scope;

/**
 * Names one entry of the map {@code spent}, which one member writes and the others read.
 *
 * @param member its address: the same after a restart
 */
record SpentKey(String pool, Scope scope, Dimension dimension, String member) {}
