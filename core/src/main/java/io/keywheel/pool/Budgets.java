package io.keywheel.pool;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The limits of one quota, asked together. Guarded by the family. */
final class Budgets {
    private static final long SOON_MILLIS = 20;

    private final List<Budget> budgets = new ArrayList<>(2);
    private final Asking asking;

    /** @param asking who is on the way to find out what only guesses speak of */
    Budgets(Asking asking) {
        this.asking = asking;
    }

    List<Budget> all() {
        return budgets;
    }

    boolean isEmpty() {
        return budgets.isEmpty();
    }

    void add(Budget budget) {
        budgets.add(budget);
    }

    /** The limit that answers call so, as far as one is known. */
    @Nullable
    Budget find(Dimension dimension) {
        for (Budget budget : budgets) if (budget.dimension() == dimension && !budget.isDeclared()) return budget;
        return null;
    }

    /** Labels lie: what headers call a day's limit a refusal may call a minute's. */
    @Nullable
    Budget spokenOf(Dimension dimension, double limit) {
        Budget named = find(dimension);
        if (named != null) return named;
        for (Budget budget : budgets) if (budget.isToldAs(dimension, limit)) return budget;
        return null;
    }

    /** When the attempt was sent that told the newest figures. */
    long newestSent() {
        long newest = Long.MIN_VALUE;
        for (Budget budget : budgets) newest = Math.max(newest, budget.newestSent());
        return newest;
    }

    Cover covers(Cost cost, long now) {
        Cover worst = Cover.YES;
        for (int i = 0; i < budgets.size(); i++) {
            Cover cover = budgets.get(i).outlook().covers(cost, now);
            if (cover == Cover.NO) return cover;
            if (cover == Cover.PERHAPS) worst = cover;
        }
        return worst;
    }

    /** Whether the request is larger than a whole limit, by its estimate. */
    boolean isTooSmallFor(Cost cost) {
        for (Budget budget : budgets) {
            if (cost.of(budget.dimension()) > budget.limit()) return true;
        }
        return false;
    }

    /** When every budget covers {@code cost}; {@link Window#NEVER} where one never will. */
    long coveredAt(Cost cost, long now) {
        long at = now;
        boolean guessed = false;
        for (int i = 0; i < budgets.size(); i++) {
            at = Math.max(at, budgets.get(i).outlook().coveredAt(cost, now));
            guessed |= budgets.get(i).outlook().covers(cost, now) == Cover.PERHAPS;
        }
        return guessed && !asking.isFree(now) ? Math.max(at, now + SOON_MILLIS) : at;
    }

    /** Until when the provider's own word says that it does not cover that; {@code now} where it does not say so. */
    long shutUntil(Cost cost, long now) {
        long until = now;
        for (Budget budget : budgets) until = Math.max(until, budget.outlook().shutUntil(cost, now));
        return until;
    }

    /** The budget that does not cover {@code cost} the longest; null where all do. */
    @Nullable
    Budget shortOf(Cost cost, long now) {
        Budget longest = null;
        for (Budget budget : budgets) {
            if (budget.outlook().covers(cost, now) == Cover.YES) continue;
            if (longest == null
                    || budget.outlook().coveredAt(cost, now) > longest.outlook().coveredAt(cost, now)) longest = budget;
        }
        return longest;
    }

    /** Whether every budget carries the demand, given in requests and tokens a millisecond. */
    boolean carries(DemandMeter demand, long now) {
        for (int i = 0; i < budgets.size(); i++) {
            Budget budget = budgets.get(i);
            if (!budget.outlook().carries(demand.of(budget.dimension()), now)) return false;
        }
        return true;
    }

    /** Whether a quota like this one, but whole, would carry the demand for ever, as far as two answers have told. */
    boolean wouldCarry(DemandMeter demand) {
        for (int i = 0; i < budgets.size(); i++) {
            Budget budget = budgets.get(i);
            if (!budget.outlook().wouldCarry(demand.of(budget.dimension()))) return false;
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
            if (each > 0) served = Math.min(served, budgets.get(i).outlook().givesBy(then, now) / each);
        }
        return Math.max(0, Math.floor(served));
    }

    /** Whether so much is used up that another quota's figures would differ. */
    boolean wouldShow(long now) {
        for (int i = 0; i < budgets.size(); i++) if (budgets.get(i).wouldShow(now)) return true;
        return false;
    }

    /** Milliseconds in which the slowest of its limits that headers tell comes back whole. */
    long longestFill(long now) {
        double longest = 0;
        for (Budget budget : budgets)
            if (budget.isTold()) longest = Math.max(longest, budget.outlook().fillMillis(now));
        return (long) longest;
    }
}
