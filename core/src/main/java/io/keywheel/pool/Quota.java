package io.keywheel.pool;

import io.keywheel.pool.Budget.Cover;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the limits that one quota group, or several that turned out to share one, has for one family of models: a budget a
 * dimension, as soon as an answer or the operator names one. Guarded by the family.
 */
final class Quota {
    private static final int STEP = 10;

    /** How long the answer to a request that finds out is waited for, and how often one looks. */
    private static final long ANSWER_MILLIS = 2_000;

    private static final long SOON_MILLIS = 20;
    private static final long SHORTEST_MILLIS = 250;

    private final Usuals usuals;
    private final List<Budget> budgets = new ArrayList<>(2);
    private String source = "";
    private long taken;
    private @Nullable Receipt asking;
    private long askedAt;
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

    List<Budget> budgets() {
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
        return newestSent() > other.newestSent();
    }

    private long newestSent() {
        return budgets.stream().mapToLong(Budget::newestSent).max().orElse(Long.MIN_VALUE);
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
        for (Budget budget : budgets) {
            if (budget.dimension() == dimension) budget.takenElsewhere(cost, from, to, now);
        }
    }

    /** The group whose answer told the newest figures. */
    String source() {
        return source;
    }

    Cover covers(Cost cost, long now) {
        Cover worst = Cover.YES;
        for (int i = 0; i < budgets.size(); i++) {
            Cover cover = budgets.get(i).covers(cost, now);
            if (cover == Cover.NO) return cover;
            if (cover == Cover.PERHAPS) worst = cover;
        }
        return worst;
    }

    /** Whether nobody is on the way to find out what it covers. */
    boolean mayBeAsked(long now) {
        return asking == null || now - askedAt > ANSWER_MILLIS;
    }

    /** Whether the request is larger than a whole limit, by its estimate. */
    boolean isTooSmallFor(Cost cost) {
        for (Budget budget : budgets) {
            if (cost.of(budget.dimension()) > budget.limit()) return true;
        }
        return false;
    }

    /** How long a rest must still last so that a success during it tells something: longer than an answer is under way. */
    long tellingMillis() {
        return tellingMillis;
    }

    /** When every budget covers {@code cost}; {@link Window#NEVER} where one never will. */
    long coveredAt(Cost cost, long now) {
        long at = now;
        boolean guessed = false;
        for (int i = 0; i < budgets.size(); i++) {
            at = Math.max(at, budgets.get(i).coveredAt(cost, now));
            guessed |= budgets.get(i).covers(cost, now) == Cover.PERHAPS;
        }
        return guessed && !mayBeAsked(now) ? Math.max(at, now + SOON_MILLIS) : at;
    }

    /** Until when the provider's own word says that it does not cover that; {@code now} where it does not say so. */
    long shutUntil(Cost cost, long now) {
        long until = now;
        for (Budget budget : budgets) until = Math.max(until, budget.shutUntil(cost, now));
        return until;
    }

    /** The budget that does not cover {@code cost} the longest; null where all do. */
    @Nullable
    Budget shortOf(Cost cost, long now) {
        Budget longest = null;
        for (Budget budget : budgets) {
            if (budget.covers(cost, now) == Cover.YES) continue;
            if (longest == null || budget.coveredAt(cost, now) > longest.coveredAt(cost, now)) longest = budget;
        }
        return longest;
    }

    /** Whether every budget carries the demand, given in requests and tokens a millisecond. */
    boolean carries(DemandMeter demand, long now) {
        for (int i = 0; i < budgets.size(); i++) {
            Budget budget = budgets.get(i);
            if (!budget.carries(demand.of(budget.dimension()), now)) return false;
        }
        return true;
    }

    /** Whether a quota like this one, but whole, would carry the demand for ever, as far as two answers have told. */
    boolean wouldCarry(DemandMeter demand) {
        for (int i = 0; i < budgets.size(); i++) {
            Budget budget = budgets.get(i);
            if (!budget.wouldCarry(demand.of(budget.dimension()))) return false;
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

    /** Which part of its scarcest limit a request takes. */
    double partOf(Cost cost) {
        double most = 0;
        for (int i = 0; i < budgets.size(); i++) {
            Budget budget = budgets.get(i);
            most = Math.max(most, cost.of(budget.dimension()) / budget.limit());
        }
        return most;
    }

    /** How many requests of this cost it will have served by {@code then}. */
    double servesBy(Cost cost, long then, long now) {
        double served = Double.MAX_VALUE;
        for (int i = 0; i < budgets.size(); i++) {
            double each = cost.of(budgets.get(i).dimension());
            if (each > 0) served = Math.min(served, budgets.get(i).givesBy(then, now) / each);
        }
        return Math.max(0, Math.floor(served));
    }

    /** @param asks whether the request goes to find out what nobody knows */
    Receipt charge(Cost cost, long now, boolean asks) {
        taken++;
        List<Budget.Mark> marks = budgets.isEmpty() ? List.of() : new ArrayList<>(budgets.size());
        for (int i = 0; i < budgets.size(); i++) {
            marks.add(budgets.get(i).charge(cost.of(budgets.get(i).dimension()), now));
        }
        Receipt receipt = new Receipt(this, cost, marks, now);
        if (asks) {
            asking = receipt;
            askedAt = now;
        }
        return receipt;
    }

    /** The provider has answered: what it said is known, so others need not wait for it. */
    void answered(Receipt receipt) {
        if (asking == receipt) asking = null;
    }

    void giveBack(Receipt receipt) {
        for (Budget.Mark mark : receipt.marks()) mark.budget().giveBack(mark);
    }

    /** It ended without a word of the provider's. */
    void unsure(Receipt receipt) {
        for (Budget.Mark mark : receipt.marks()) mark.budget().unsure(mark);
    }

    void served(Receipt receipt, Usage usage) {
        if (receipt.quota() != this) {
            // It was taken of a quota that turned out not to be this key's.
            receipt.quota().giveBack(receipt);
            return;
        }
        for (int i = 0; i < receipt.marks().size(); i++) {
            Budget.Mark mark = receipt.marks().get(i);
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

    /** Whether so much is used up that another quota's figures would differ. */
    boolean wouldShow(long now) {
        for (int i = 0; i < budgets.size(); i++) if (budgets.get(i).wouldShow(now)) return true;
        return false;
    }

    /** Milliseconds in which the slowest of its limits that headers tell comes back whole. */
    long longestFill(long now) {
        double longest = 0;
        for (Budget budget : budgets) if (budget.isTold()) longest = Math.max(longest, budget.fillMillis(now));
        return (long) longest;
    }

    /** Whether an answer cannot be of this quota, but must be of another. */
    boolean isContradictedBy(List<Observation> told, Receipt receipt, long now) {
        for (Observation one : told) {
            Budget budget = find(one.dimension());
            if (budget == null || one.limit() == Observation.NO_LIMIT) continue;
            Budget.Mark mark = find(receipt, budget);
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
        Budget budget = spokenOf(why.dimension(), (double) numbers.limit(), now);
        budget.refused(numbers, why.waitMillis().orElse(0), receipt.costOf(budget), receipt.sentAt(), now);
    }

    /** Labels lie: what headers call a day's limit a refusal may call a minute's. */
    private Budget spokenOf(Dimension dimension, double limit, long now) {
        if (find(dimension) == null) {
            for (Budget budget : budgets) if (budget.isToldAs(dimension, limit)) return budget;
        }
        return budget(dimension, limit, now);
    }

    private @Nullable Budget find(Dimension dimension) {
        for (Budget budget : budgets) if (budget.dimension() == dimension && !budget.isDeclared()) return budget;
        return null;
    }

    Budget budget(Dimension dimension, double limit, long now) {
        Budget known = find(dimension);
        if (known != null) return known;
        Budget made = new Budget(dimension, usuals.of(dimension), limit, now);
        budgets.add(made);
        return made;
    }

    private static Budget.@Nullable Mark find(Receipt receipt, Budget budget) {
        for (Budget.Mark mark : receipt.marks()) if (mark.budget() == budget) return mark;
        return null;
    }

    /** An attempt that was sent before this budget was known charged it nothing: it is charged now, unless what was told knows it. */
    private static Budget.Mark mark(Receipt receipt, Budget budget) {
        Budget.Mark mark = find(receipt, budget);
        if (mark != null) return mark;
        double cost = receipt.costOf(budget);
        boolean first = budget.newestSent() == Long.MIN_VALUE;
        return first ? budget.charge(cost, receipt.sentAt()) : budget.chargeLate(cost, receipt.sentAt());
    }
}
