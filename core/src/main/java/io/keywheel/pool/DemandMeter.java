package io.keywheel.pool;

/** What is asked of a lane, averaged over a second. Guarded by its lane. */
final class DemandMeter {
    private static final double MEMORY_MILLIS = 1_000;
    private static final double PER_SAMPLE = 0.02;

    private double requests;
    private double tokens;
    private double usualTokens;
    private long at;

    void asked(Cost cost, long now) {
        double kept = Math.exp((at - now) / MEMORY_MILLIS);
        requests = requests * kept + 1 / MEMORY_MILLIS;
        tokens = tokens * kept + cost.tokens() / MEMORY_MILLIS;
        usualTokens += (cost.tokens() - usualTokens) * (usualTokens == 0 ? 1 : PER_SAMPLE);
        at = now;
    }

    /** Requests a millisecond. */
    double requests() {
        return requests;
    }

    /** Tokens a millisecond. */
    double tokens() {
        return tokens;
    }

    RequestSize usualSize() {
        return new RequestSize(0, (long) (2 * usualTokens));
    }

    /** What requests usually cost, doubled: a larger one is an exception. */
    Cost usual() {
        return new Cost(2 * usualTokens);
    }
}
