package io.keywheel.token;

/** A limit a minute that refills little by little, as a leaky bucket. Guarded by its caller. */
final class Meter {
    private static final double MINUTE = 60_000;

    private final double limit;
    private double left;
    private long at;

    Meter(long perMinute, long now) {
        this.limit = perMinute;
        this.left = perMinute;
        this.at = now;
    }

    private void refill(long now) {
        if (now <= at) return;
        left = Math.min(limit, left + limit * (now - at) / MINUTE);
        at = now;
    }

    /** Milliseconds until so much is left; 0 where it is. More than the whole is asked of a full one. */
    long waitMillis(double amount, long now) {
        refill(now);
        double wanted = Math.min(amount, limit);
        // A thousandth of slack: what a division leaves over must not cost a wait of a millisecond.
        return left + 0.001 >= wanted ? 0 : (long) Math.ceil((wanted - left) * MINUTE / limit);
    }

    /** What was taken may be more than was left: it is paid back in time. */
    void take(double amount, long now) {
        refill(now);
        left = Math.min(limit, left - amount);
    }
}
