package io.keywheel.probe;

import io.keywheel.provider.Probe.Proof;

/**
 * How long until the next probe of a key.
 *
 * @param step probes so far
 * @param millis the wait before jitter
 */
record Backoff(int step, long millis) {
    private static final double SPREAD = 0.2;

    /** The golden ratio in 64 bits: keys and steps that differ little get jitters that differ much. */
    private static final long MIX = 0x9E3779B97F4A7C15L;

    static Backoff first(Pace pace) {
        return new Backoff(0, pace.first());
    }

    Backoff after(Proof proof, Pace pace) {
        long most = proof == Proof.NOTHING ? pace.outage() : pace.longest();
        return new Backoff(step + 1, Math.max(millis, Math.min(2 * millis, most)));
    }

    /**
     * The wait, a fifth longer or shorter. Chance is reckoned from the key, so that all members come due together, and the one that is
     * first asks for all.
     */
    long jittered(String keyId) {
        long mixed = (31L * keyId.hashCode() + step) * MIX;
        double chance = (mixed >>> 11) * 0x1p-53;
        return Math.round(millis * (1 - SPREAD + 2 * SPREAD * chance));
    }

    /** How long the turn to probe is held: over before this member's own next one, however short that wait turns out. */
    long turn() {
        return Math.max(1, millis * 6 / 10);
    }
}
