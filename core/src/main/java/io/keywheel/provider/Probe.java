package io.keywheel.provider;

import io.keywheel.pool.Outcome;

/**
 * An unbilled call that may tell whether a key lives.
 *
 * @param path below the base URL: {@code /models}
 * @param refusesUnknownKeys whether the provider refuses a made-up key here, so that a 200 proves the key; where it does not, only a real
 *     request does
 */
public record Probe(String method, String path, boolean refusesUnknownKeys) {

    /** What the answer to a probe says of the key. A live key may still lack quota or the model. */
    public enum Proof {
        ALIVE,
        DEAD,
        /** An outage, a limit, a block of this address, or a 200 that everybody gets. */
        NOTHING
    }

    /** Refused for a made-up key. */
    static Probe proving(String path) {
        return new Probe("GET", path, true);
    }

    /** Answered for anybody, or nobody knows. */
    static Probe of(String path) {
        return new Probe("GET", path, false);
    }

    public Proof proof(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> refusesUnknownKeys ? Proof.ALIVE : Proof.NOTHING;
            case KEY_INVALID -> Proof.DEAD;
            default -> Proof.NOTHING;
        };
    }
}
