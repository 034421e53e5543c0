package io.keywheel.pool;

import java.util.List;

/** A charge on every budget of a quota that counts it, to be compared with the answer's own figures. Each is one of its kind. */
final class Receipt {
    private final Quota quota;
    private final Cost cost;
    private final List<Mark> marks;
    private final long sentAt;

    Receipt(Quota quota, Cost cost, List<Mark> marks, long sentAt) {
        this.quota = quota;
        this.cost = cost;
        this.marks = marks;
        this.sentAt = sentAt;
    }

    Quota quota() {
        return quota;
    }

    List<Mark> marks() {
        return marks;
    }

    long sentAt() {
        return sentAt;
    }

    Cost cost() {
        return cost;
    }

    double costOf(Budget budget) {
        return cost.of(budget.dimension());
    }
}
