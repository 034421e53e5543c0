package io.keywheel.cluster;

/**
 * What a member knows, in short.
 *
 * @param fresh whether it comes from a store that was not away for long
 */
record Outline(long digest, boolean fresh) {}
