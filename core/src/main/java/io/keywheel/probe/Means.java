package io.keywheel.probe;

import io.keywheel.pool.ProbeTurns;
import java.time.InstantSource;

/**
 * What probes go by.
 *
 * @param turns who of all members may ask
 * @param clock the pools' own
 */
public record Means(ProbeTurns turns, InstantSource clock, Pace pace) {}
