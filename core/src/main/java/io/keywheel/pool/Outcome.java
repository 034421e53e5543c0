package io.keywheel.pool;

/** What an attempt came to: the class of the provider's answer, or of its absence. */
public enum Outcome {
    /** A 2xx whose body or first event is no error. */
    SUCCEEDED,
    /** A limit that refills: the scope rests, another key goes on. */
    RATE_LIMITED,
    /** Money or a fixed quota is used up: a long rest. */
    QUOTA_EXHAUSTED,
    /** The provider rejects the key itself. */
    KEY_INVALID,
    /** This key may not use this model; another may. */
    KEY_FORBIDDEN,
    /** The caller's own mistake: passes unchanged. */
    REQUEST_REJECTED,
    /** Refused for its content: passes unchanged. */
    CONTENT_POLICY,
    /** The provider has too much to do, whichever key asks. */
    PROVIDER_OVERLOADED,
    /** The provider is broken or not there. */
    PROVIDER_FAILED,
    /** Sent, and nobody knows whether it was done (and billed). */
    OUTCOME_UNKNOWN,
    /** The caller left. */
    CALLER_GONE;

    /** Whether the answer goes to the caller as it is: it was served, or the mistake is the caller's own. */
    public boolean passes() {
        return this == SUCCEEDED || this == REQUEST_REJECTED || this == CONTENT_POLICY;
    }

    /** Whether the key (or its group) was refused, so that another key may still serve the request. */
    public boolean refusesKey() {
        return this == RATE_LIMITED || this == QUOTA_EXHAUSTED || this == KEY_INVALID || this == KEY_FORBIDDEN;
    }

    /** Whether the provider is at fault, whichever key asks: retried on the retry budget, never held against a key. */
    public boolean blamesProvider() {
        return this == PROVIDER_OVERLOADED || this == PROVIDER_FAILED;
    }
}
