package io.keywheel.pool;

/**
 * One request of a run.
 *
 * @param at virtual second of its arrival
 * @param bytes of its body
 * @param promptTokens what the provider makes of its body
 */
record YieldRequest(double at, long bytes, long promptTokens, long maxTokens) {

    /** What the provider charges when it admits. */
    long tokens() {
        return promptTokens + maxTokens;
    }

    Demand demand() {
        return new Demand("m", new RequestSize(bytes, maxTokens), Affinity.NONE);
    }
}
