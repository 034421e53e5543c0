package io.keywheel.pool;

/** Until when a refusal's wait binds requests of at least its size. */
final class Refused {
    private double cost = Double.MAX_VALUE;
    private long until;

    boolean binds(double wanted, long now) {
        return wanted >= cost && now < until;
    }

    long until() {
        return until;
    }

    /** A larger request's longer wait does not bind the smaller one that was refused after it. */
    void again(double refusedCost, long wait, long now) {
        boolean isBound = now < until && refusedCost >= cost && now + wait <= until;
        if (isBound) return;
        cost = refusedCost;
        until = now + wait;
    }

    void pass(long now) {
        if (now >= until) cost = Double.MAX_VALUE;
    }
}
