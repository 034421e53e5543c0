package io.keywheel.cluster;

/**
 * What a member's configuration holds, as it stands in the map {@code claims}.
 *
 * @param number raised by each of its claims; begins with the time
 */
record Claim(byte[] sealed, long number) {}
