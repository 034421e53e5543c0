package io.keywheel.pool;

/** So much was taken between two refusals. */
record Rated(double taken, long from, long at) {
    static final Rated NEVER = new Rated(0, Long.MIN_VALUE, Long.MIN_VALUE);

    double rate() {
        return taken / (at - from);
    }

    Rated with(double more) {
        return new Rated(taken + more, from, at);
    }

    /** Which part of a time lies between them. */
    double isBetween(long start, long end) {
        long first = Math.max(start, from);
        long last = Math.min(end, at);
        return last <= first ? 0 : (double) (last - first) / (end - start);
    }
}
