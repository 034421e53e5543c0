package io.keywheel.pool;

/**
 * What the count of a limit was when an attempt was sent, to be compared with what its answer tells.
 *
 * @param cost what it was charged
 * @param level what was left with it
 * @param position all that was ever taken with it, be it given back or not
 * @param sinceEnd what was taken since the window's last end
 * @param sentAt pool milliseconds
 */
record Mark(Budget budget, double cost, double level, double position, double sinceEnd, long sentAt) {}
