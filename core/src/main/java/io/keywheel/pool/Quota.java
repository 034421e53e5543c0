package io.keywheel.pool;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the limits that one quota group, or several that turned out to share one, has for one family of models: a budget a
 * dimension, as soon as an answer or the operator names one. Guarded by the family.
 */
final class Quota {
    private static final int STEP = 10;

    private static final long SHORTEST_MILLIS = 250;

    private final Usuals usuals;
    private final Asking asking = new Asking();
    private final Budgets budgets = new Budgets(asking);
    private String source = "";
    private long taken;
    private long tellingMillis = SHORTEST_MILLIS;

    Quota(Usuals usuals, List<DeclaredLimit> declared, long now) {
        this.usuals = usuals;
        for (DeclaredLimit limit : declared) budgets.add(Budget.declared(limit, now));
    }

    /** Limits that this one turned out to have, though what is left of them is told by others. */
    Quota expecting(List<Budget> others, long now) {
        for (Budget other : others) {
            if (!other.isDeclared()) budgets.add(other.anew(usuals.of(other.dimension()), now));
        }
        return this;
    }

    /** What its limits promise. */
    Budgets budgets() {
        return budgets;
    }

    /** Requests that it took so far, in steps: of keys without figures the least used goes first. */
    long takenInSteps() {
        return taken / STEP;
    }

    boolean hasFigures() {
        return !budgets.isEmpty();
    }

    /** Whether its figures are newer than the other's. */
    boolean knowsMoreThan(Quota other) {
        return budgets.newestSent() > other.budgets.newestSent();
    }

    /** Whether this group speaks for the quota: the one that last heard of it, or the only one. */
    boolean isKnownBy(String group) {
        return source.isEmpty() || source.equals(group);
    }

    /** What another member was told. */
    void adopt(Dimension dimension, BudgetState told, long now) {
        budget(dimension, told.limit(), now).adopt(told, now);
    }

    /** What another member took, of a limit that is known here. */
    void takenElsewhere(Dimension dimension, double cost, long from, long to, long now) {
        for (Budget budget : budgets.all()) {
            if (budget.dimension() == dimension) budget.takenElsewhere(cost, from, to, now);
        }
    }

    /** The group whose answer told the newest figures. */
    String source() {
        return source;
    }

    /** Whether nobody is on the way to find out what it covers. */
    boolean mayBeAsked(long now) {
        return asking.isFree(now);
    }

    /** How long a rest must still last so that a success during it tells something: longer than an answer is under way. */
    long tellingMillis() {
        return tellingMillis;
    }

    /** @param asks whether the request goes to find out what nobody knows */
    Receipt charge(Cost cost, long now, boolean asks) {
        taken++;
        List<Budget> all = budgets.all();
        List<Mark> marks = all.isEmpty() ? List.of() : new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            marks.add(all.get(i).charge(cost.of(all.get(i).dimension()), now));
        }
        Receipt receipt = new Receipt(this, cost, marks, now);
        if (asks) asking.begin(receipt, now);
        return receipt;
    }

    /** The provider has answered: what it said is known, so others need not wait for it. */
    void answered(Receipt receipt) {
        asking.answered(receipt);
    }

    void giveBack(Receipt receipt) {
        for (Mark mark : receipt.marks()) mark.budget().giveBack(mark);
    }

    /** It ended without a word of the provider's. */
    void unsure(Receipt receipt) {
        for (Mark mark : receipt.marks()) mark.budget().unsure(mark);
    }

    void served(Receipt receipt, Usage usage) {
        if (receipt.quota() != this) {
            // It was taken of a quota that turned out not to be this key's.
            receipt.quota().giveBack(receipt);
            return;
        }
        for (int i = 0; i < receipt.marks().size(); i++) {
            Mark mark = receipt.marks().get(i);
            mark.budget().served(mark);
            boolean tokens = mark.budget().dimension().unit() == Dimension.Unit.TOKENS;
            if (tokens && !usage.isNone()) {
                mark.budget().billed(mark, Cost.of(usage).of(mark.budget().dimension()));
            }
        }
    }

    /** Takes in what an answer told. */
    void observed(List<Observation> told, Receipt receipt, String group, long now) {
        source = group;
        for (int i = 0; i < told.size(); i++) {
            Observation one = told.get(i);
            if (one.limit() <= 0 || one.limit() == Observation.NO_LIMIT) continue;
            Budget budget = budget(one.dimension(), one.limit(), now);
            budget.observed(one, mark(receipt, budget), now);
        }
    }

    /** Whether an answer cannot be of this quota, but must be of another. */
    boolean isContradictedBy(List<Observation> told, Receipt receipt, long now) {
        for (Observation one : told) {
            Budget budget = budgets.find(one.dimension());
            if (budget == null || one.limit() == Observation.NO_LIMIT) continue;
            Mark mark = find(receipt, budget);
            if (mark != null && budget.isContradictedBy(one, mark, now)) return true;
        }
        return false;
    }

    /** A key of this group was refused. */
    void refused(Receipt receipt, String group, long now) {
        source = group;
        tellingMillis = Math.max(SHORTEST_MILLIS, 2 * (now - receipt.sentAt()));
    }

    void refused(Verdict why, LimitNumbers numbers, Receipt receipt, long now) {
        Budget named = budgets.spokenOf(why.dimension(), (double) numbers.limit());
        Budget budget = named != null ? named : budget(why.dimension(), (double) numbers.limit(), now);
        budget.refused(numbers, why.waitMillis().orElse(0), receipt.costOf(budget), receipt.sentAt(), now);
    }

    Budget budget(Dimension dimension, double limit, long now) {
        Budget known = budgets.find(dimension);
        if (known != null) return known;
        Budget made = new Budget(dimension, usuals.of(dimension), limit, now);
        budgets.add(made);
        return made;
    }

    private static @Nullable Mark find(Receipt receipt, Budget budget) {
        for (Mark mark : receipt.marks()) if (mark.budget() == budget) return mark;
        return null;
    }

    /** An attempt that was sent before this budget was known charged it nothing: it is charged now, unless what was told knows it. */
    private static Mark mark(Receipt receipt, Budget budget) {
        Mark mark = find(receipt, budget);
        if (mark != null) return mark;
        double cost = receipt.costOf(budget);
        boolean first = budget.newestSent() == Long.MIN_VALUE;
        return first ? budget.charge(cost, receipt.sentAt()) : budget.chargeLate(cost, receipt.sentAt());
    }
}
