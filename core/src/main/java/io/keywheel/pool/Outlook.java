package io.keywheel.pool;

/** What a limit promises, by what is known of it: which requests it covers now, and which when. Guarded by the lane's family. */
final class Outlook {
    private static final long NEVER = Window.NEVER;

    /** How much of its refill a bucket is asked to carry. */
    private static final double OF_REFILL = 0.9;

    private static final long SOON_MILLIS = 20;

    private final Budget budget;
    private final Refill refill;
    private final Window window;
    private final Refused refused;

    Outlook(Budget budget, Refill refill, Window window, Refused refused) {
        this.budget = budget;
        this.refill = refill;
        this.window = window;
        this.refused = refused;
    }

    Cover covers(Cost cost, long now) {
        double wanted = cost.of(budget.dimension());
        if (wanted <= 0) return Cover.YES;
        double left = budget.left(now);
        if (refused.binds(wanted, now)) return Cover.NO;
        double available = budget.available(now);
        if (available >= wanted) return Cover.YES;
        // What is larger than the whole is so by an estimate only: the provider itself shall say it.
        double atMost = budget.isBucket() || budget.isBeginning(now) ? available : left + budget.hearsay();
        boolean guessed = wanted > budget.limit() || atMost >= cost.leastOf(budget.dimension());
        if (guessed || !endIsKnown()) return Cover.PERHAPS;
        return Cover.NO;
    }

    /** Whether what one knows says when more comes back: a bucket's rate, a window's end. */
    private boolean endIsKnown() {
        if (budget.isBucket()) return budget.isDeclared() || refill.isTold() || refill.isDecided();
        return window.isKnown();
    }

    /** When it will cover that, if nobody else asks; {@link Window#NEVER} where it never will, {@code now} where one may ask. */
    long coveredAt(Cost cost, long now) {
        double wanted = cost.of(budget.dimension());
        if (wanted <= 0) return now;
        double left = budget.left(now);
        long bound = refused.binds(wanted, now) ? refused.until() : now;
        if (wanted > budget.limit()) return NEVER;
        double available = budget.available(now);
        if (available >= wanted || !endIsKnown()) return bound;
        if (budget.isBucket()) return Math.max(bound, now + (long) Math.ceil((wanted - available) / budget.rate()));
        return Math.max(bound, left >= wanted ? now + SOON_MILLIS : window.opensAt());
    }

    /** Until when the provider's own word, not a rate that was reckoned from it, says that it does not cover that. */
    long shutUntil(Cost cost, long now) {
        double wanted = cost.of(budget.dimension());
        if (wanted <= 0) return now;
        double left = budget.left(now);
        if (refused.binds(wanted, now)) return refused.until();
        boolean shut = left < cost.leastOf(budget.dimension()) && !budget.isBucket() && window.isKnown();
        return shut ? window.endEarly() : now;
    }

    /** When it is full again: what comes back after that is lost. */
    long fullAt(long now) {
        double left = budget.left(now);
        if (budget.isBucket()) return now + (long) ((budget.limit() - left) / budget.rate());
        return window.isKnown() ? window.endLate() : now;
    }

    /** How long it takes to come back whole. */
    double fillMillis(long now) {
        if (budget.isBucket()) return refill.fillMillis(budget.limit());
        if (window.hasPeriod()) return window.period();
        return window.isKnown() ? window.endLate() - now : 0;
    }

    /** Whether it carries a demand of so much a millisecond: a bucket by its refill, a window by what is left until its end. */
    boolean carries(double perMilli, long now) {
        double left = budget.left(now);
        if (budget.isBucket()) return perMilli <= OF_REFILL * budget.rate();
        return !window.isKnown() || left >= perMilli * (window.endLate() - now);
    }

    /** Whether the refill that two answers have told carries a demand of so much a millisecond. */
    boolean wouldCarry(double perMilli) {
        return !refill.isDecided() || !budget.isBucket() || perMilli <= OF_REFILL * budget.rate();
    }

    /** What it will have given by {@code then}, if all of it is taken as it comes. */
    double givesBy(long then, long now) {
        double left = budget.left(now);
        // Where nobody knows, a request will find out.
        if (!endIsKnown()) return Math.max(0, left) + budget.limit();
        if (budget.isBucket()) return left + budget.rate() * (then - now);
        if (!window.isKnown() || then < window.opensAt()) return left;
        if (!window.hasPeriod()) return left + budget.limit();
        return left + budget.limit() * (1 + (then - window.opensAt()) / window.period());
    }
}
