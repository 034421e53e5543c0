package io.keywheel.probe;

/**
 * How often a rejected key is probed, in milliseconds.
 *
 * @param first from its rejection to the first probe
 * @param longest what the wait doubles up to while the provider rejects it
 * @param outage what the wait doubles up to while the provider says nothing of it: it may be back at any time
 * @param timeout how long one probe may take
 * @param look between two looks for keys that are due
 */
public record Pace(long first, long longest, long outage, long timeout, long look) {
    public static final Pace STANDARD = new Pace(30_000, 3_600_000, 300_000, 10_000, 1_000);
}
