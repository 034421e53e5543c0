package io.keywheel.admin.port;

import java.time.Duration;

/**
 * How a key goes.
 *
 * @param force whether its running answers are cut
 * @param after how long the removal can be taken back; zero: not at all
 */
public record Removal(boolean force, Duration after, Condition condition) {}
