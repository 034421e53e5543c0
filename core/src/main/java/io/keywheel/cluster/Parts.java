package io.keywheel.cluster;

/** Some of the parts that records fall into. */
record Parts(int[] parts) {}
