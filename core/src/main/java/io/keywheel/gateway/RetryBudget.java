package io.keywheel.gateway;

/**
 * How many failures of the provider may be tried again: a fifth of the requests and ten a second, so that an outage is not multiplied.
 * Used by one event loop.
 */
final class RetryBudget {
    private static final double PER_REQUEST = 0.2;
    private static final double PER_MILLI = 10 / 1_000.0;
    private static final double MOST = 100;

    private double left = MOST / 10;
    private long at;

    RetryBudget(long now) {
        this.at = now;
    }

    void request() {
        left = Math.min(MOST, left + PER_REQUEST);
    }

    boolean allows(long now) {
        left = Math.min(MOST, left + Math.max(0, now - at) * PER_MILLI);
        at = now;
        if (left < 1) return false;
        left -= 1;
        return true;
    }
}
