package io.keywheel.pool;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one quota group's limits with one model: a budget a dimension, as soon as an answer names one. Guarded by its lane.
 */
final class Quota {
    /** A charge on every budget that counts it, to be compared with the answer's own figures. */
    record Receipt(Quota quota, Cost cost, List<Budget.Mark> marks, long sentAt) {}

    private static final int STEP = 10;

    private final Usuals usuals;
    private final List<Budget> budgets = new ArrayList<>(2);
    private long taken;

    Quota(Usuals usuals) {
        this.usuals = usuals;
    }

    /** Requests that it took so far, in steps: of keys without figures the least used goes first. */
    long takenInSteps() {
        return taken / STEP;
    }

    boolean hasFigures() {
        return !budgets.isEmpty();
    }

    boolean covers(Cost cost, long now) {
        for (int i = 0; i < budgets.size(); i++) {
            Budget budget = budgets.get(i);
            if (!budget.covers(cost.of(budget.dimension()), now)) return false;
        }
        return true;
    }

    /** When every budget covers {@code cost}; {@link Long#MAX_VALUE} where one never will. */
    long coveredAt(Cost cost, long now) {
        long at = now;
        for (Budget budget : budgets) at = Math.max(at, budget.coveredAt(cost.of(budget.dimension()), now));
        return at;
    }

    /** Whether every budget carries the demand, given in requests and tokens a millisecond. */
    boolean carries(double requests, double tokens, long now) {
        for (int i = 0; i < budgets.size(); i++) {
            Budget budget = budgets.get(i);
            double demand = switch (budget.dimension().unit()) {
                case REQUESTS -> requests;
                case TOKENS -> tokens;
                case OTHER -> 0;
            };
            if (!budget.carries(demand, now)) return false;
        }
        return true;
    }

    /** The budget of which the smallest part is left: it decides how much of the others can be used. */
    @Nullable
    Budget tightest(long now) {
        Budget tightest = null;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < budgets.size(); i++) {
            Budget budget = budgets.get(i);
            double part = budget.left(now) / budget.limit();
            if (budget.dimension().unit() != Dimension.Unit.OTHER && part < least) {
                least = part;
                tightest = budget;
            }
        }
        return tightest;
    }

    /** How many requests of this cost it will have served by {@code then}. */
    double servesBy(Cost cost, long then, long now) {
        double served = Double.MAX_VALUE;
        for (Budget budget : budgets) {
            double each = cost.of(budget.dimension());
            if (each > 0) served = Math.min(served, budget.givesBy(then, now) / each);
        }
        return Math.max(0, Math.floor(served));
    }

    Receipt charge(Cost cost, long now) {
        taken++;
        if (budgets.isEmpty()) return new Receipt(this, cost, List.of(), now);
        List<Budget.Mark> marks = new ArrayList<>(budgets.size());
        for (int i = 0; i < budgets.size(); i++) {
            Budget budget = budgets.get(i);
            marks.add(budget.charge(cost.of(budget.dimension()), now));
        }
        return new Receipt(this, cost, marks, now);
    }

    void giveBack(Receipt receipt) {
        for (Budget.Mark mark : receipt.marks()) mark.budget().giveBack(mark);
    }

    void observed(List<Observation> told, Receipt receipt, long now) {
        for (Observation one : told) {
            if (one.limit() <= 0 || one.limit() == Observation.NO_LIMIT) continue;
            Budget budget = budget(one.dimension(), one.limit(), now);
            budget.observed(one, mark(receipt, budget), now);
        }
    }

    void refused(Dimension dimension, LimitNumbers numbers, long wait, Receipt receipt, long now) {
        budget(dimension, (double) numbers.limit(), now)
                .refused(numbers, wait, receipt.cost().of(dimension), now);
    }

    private Budget budget(Dimension dimension, double limit, long now) {
        for (Budget budget : budgets) if (budget.dimension() == dimension) return budget;
        Budget made = new Budget(dimension, usuals.of(dimension), limit, now);
        budgets.add(made);
        return made;
    }

    /** An attempt that was sent before this budget was known charged it nothing: it is charged now. */
    private static Budget.Mark mark(Receipt receipt, Budget budget) {
        for (Budget.Mark mark : receipt.marks()) if (mark.budget().equals(budget)) return mark;
        return budget.charge(receipt.cost().of(budget.dimension()), receipt.sentAt());
    }
}
