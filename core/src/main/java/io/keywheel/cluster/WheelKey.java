package io.keywheel.cluster;

/** Names one entry of the map {@code rotation}. */
record WheelKey(String pool, String model) {}
