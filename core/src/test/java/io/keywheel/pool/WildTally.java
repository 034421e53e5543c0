package io.keywheel.pool;

/** What was done and looked at, so that nothing passes because nothing happened. */
final class WildTally {
    long worlds;
    long requests;
    long attempts;
    /** Attempts with keys of which it was sure that they could serve: had one of them been refused, the test had failed. */
    long foreseen;

    long waited;
    /** Refusals of keys' quotas that were looked at key by key. */
    long refusals;
    /** Quotas that were compared with the provider's at the end. */
    long compared;
    /** Those that were the same to one request. */
    long exact;

    @Override
    public String toString() {
        return worlds + " worlds, " + requests + " requests, " + attempts + " attempts (" + foreseen + " foreseen), "
                + waited + " waits, " + refusals + " refused, " + compared + " quotas compared, " + exact
                + " of them the same";
    }
}
