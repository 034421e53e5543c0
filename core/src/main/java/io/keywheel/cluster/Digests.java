package io.keywheel.cluster;

/** The digest of each part of a member's records. */
record Digests(long[] ofParts) {}
