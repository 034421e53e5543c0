package io.keywheel.cluster;

/** Names one entry of the map {@code probes}. */
record TurnKey(String pool, String keyId) {}
