package io.keywheel.cluster;

/** A question or an answer in words. */
record Text(String text) {}
