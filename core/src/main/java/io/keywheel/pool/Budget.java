package io.keywheel.pool;

/**
 * What is left of one limit, as last reported and counted on from there. Guarded by its lane.
 *
 * <p>Of two observations the one of the attempt that was sent later counts. One that lies between what was counted here for its sending
 * and for its arrival confirms the count, since some providers fill their headers when they admit and some when they answer; outside it
 * replaces. A refusal always replaces.
 */
final class Budget {
    /** After a window's last possible end, so that a clock's grain does not cost a refusal. */
    private static final long AFTER_END = 8;

    /** Resets are printed in steps of up to 10 ms, rounded either way. */
    private static final long GRAIN = 6;

    /** How long the answer to a request that finds out is waited for, and how often one looks. */
    private static final long ANSWER = 2_000;

    private static final long SOON = 20;

    private static final long NEVER = Long.MAX_VALUE;

    /** What the count was when an attempt was sent. */
    record Mark(Budget budget, double cost, double level, double charged, long sentAt) {}

    private final Dimension dimension;
    private final Refill refill = new Refill();
    private final Usual usual;
    private double limit;
    private double level;
    private long at;
    private double charged;
    private long newestSent = Long.MIN_VALUE;
    private long endEarly = NEVER;
    private long endLate = NEVER;
    private long period = NEVER;
    private double sinceEnd;
    private long askedUntil;
    private long lastEarly = NEVER;
    private long lastLate = NEVER;
    private double refusedCost = Double.MAX_VALUE;
    private long refusedUntil;

    /** What limits of one dimension turned out to be in a pool: the first guess for one that has not shown itself. */
    static final class Usual {
        private boolean bucket;
    }

    Budget(Dimension dimension, Usual usual, double limit, long now) {
        this.dimension = dimension;
        this.usual = usual;
        this.limit = limit;
        this.level = limit;
        this.at = now;
    }

    Dimension dimension() {
        return dimension;
    }

    double limit() {
        return limit;
    }

    private boolean isBucket() {
        return refill.isBucket(usual.bucket) && refill.fillMillis() > 0;
    }

    /** What comes back in a millisecond, by a bucket. */
    private double rate() {
        return limit / refill.fillMillis();
    }

    /** What is left at {@code now}. */
    double left(long now) {
        roll(now);
        return level;
    }

    boolean covers(double cost, long now) {
        return now >= coveredAt(cost, now);
    }

    /** When it will cover {@code cost}; {@link Long#MAX_VALUE} where it never will. */
    long coveredAt(double cost, long now) {
        if (cost <= 0) return now;
        roll(now);
        if (cost > limit) return NEVER;
        long refused = cost >= refusedCost && now < refusedUntil ? refusedUntil : now;
        if (level >= cost) return refused;
        if (isBucket()) return Math.max(refused, now + (long) Math.ceil((cost - level) / rate()));
        if (endLate != NEVER) return Math.max(refused, endLate + AFTER_END);
        // A window whose end nobody knows has most likely ended: one request finds out, the others follow its answer.
        return now < askedUntil ? Math.max(refused, Math.min(now + SOON, askedUntil)) : refused;
    }

    /** When it is full again: what comes back after that is lost. */
    long fullAt(long now) {
        roll(now);
        if (isBucket()) return now + (long) ((limit - level) / rate());
        return endLate == NEVER ? now : endLate;
    }

    /** How long it takes to come back whole. */
    double fillMillis(long now) {
        if (isBucket()) return refill.fillMillis();
        return period != NEVER ? period : endLate == NEVER ? 0 : endLate - now;
    }

    /** Whether it carries a demand of so much a millisecond: a bucket by its refill, a window by what is left until its end. */
    boolean carries(double perMilli, long now) {
        roll(now);
        if (isBucket()) return perMilli <= 0.9 * rate();
        return endLate == NEVER || level >= perMilli * (endLate - now);
    }

    /** What it will have given by {@code then}, if all of it is taken as it comes. */
    double givesBy(long then, long now) {
        roll(now);
        if (isBucket()) return level + rate() * (then - now);
        if (endLate == NEVER) return level;
        if (then < endLate + AFTER_END) return level;
        if (period == NEVER) return level + limit;
        return level + limit * (1 + (then - endLate - AFTER_END) / period);
    }

    Mark charge(double cost, long now) {
        roll(now);
        level -= cost;
        charged += cost;
        if (now >= endEarly) sinceEnd += cost;
        if (endLate == NEVER) askedUntil = now + ANSWER;
        return new Mark(this, cost, level, charged, now);
    }

    /** Nothing was taken of the provider's: it never heard of the request, or refused it. */
    void giveBack(Mark mark) {
        level = Math.min(limit, level + mark.cost());
        charged -= mark.cost();
    }

    /** An answer's headers. */
    void observed(Observation told, Mark mark, long now) {
        roll(now);
        refill.observed(told, mark.sentAt(), now);
        if (refill.isDecided()) usual.bucket = refill.isBucket(false);
        if (mark.sentAt() < newestSent) return;
        newestSent = mark.sentAt();
        askedUntil = 0;
        if (told.limit() < Observation.NO_LIMIT) limit = told.limit();
        if (!isBucket() && !window(told, mark.sentAt(), now)) return;
        double least = Math.min(mark.level(), level) - 1;
        double most = Math.max(mark.level(), level) + 1;
        boolean confirms = told.remaining() >= least && told.remaining() <= most;
        if (!confirms) level = told.remaining() - (charged - mark.charged());
    }

    /** Reads the window's end; false where the window that the answer speaks of may be over by now. */
    private boolean window(Observation told, long sentAt, long now) {
        if (!told.isWhole()) return true;
        long early = sentAt + told.resetMillis() - GRAIN;
        long late = now + told.resetMillis() + GRAIN;
        if (early <= now) return false;
        if (endLate != NEVER && early <= endLate && late >= endEarly) {
            endEarly = Math.max(endEarly, early);
            endLate = Math.min(endLate, late);
            return true;
        }
        learnPeriod(early, late, now);
        endEarly = early;
        endLate = late;
        sinceEnd = 0;
        return true;
    }

    /** Two ends tell the period where the first had passed; the shortest is it, since windows may pass unseen. */
    private void learnPeriod(long early, long late, long now) {
        if (lastEarly <= now) period = Math.min(period, (early + late - lastEarly - lastLate) / 2);
        lastEarly = early;
        lastLate = late;
    }

    /** A refusal's figures, and the wait that it asks for. */
    void refused(LimitNumbers numbers, long wait, double cost, long now) {
        roll(now);
        limit = (double) numbers.limit();
        level = (double) numbers.remaining().orElse(0);
        refusedCost = cost;
        refusedUntil = now + wait;
        if (isBucket() || endLate != NEVER || wait <= 0) return;
        // The stated wait is long enough by itself.
        endEarly = now + wait - AFTER_END;
        endLate = endEarly;
        sinceEnd = 0;
    }

    private void roll(long now) {
        if (isBucket()) {
            level = Math.min(limit, level + (now - at) * rate());
        } else if (endLate != NEVER && now >= endLate + AFTER_END) {
            level = limit - sinceEnd;
            sinceEnd = 0;
            nextEnd(now);
        }
        at = now;
        if (now >= refusedUntil) refusedCost = Double.MAX_VALUE;
    }

    private void nextEnd(long now) {
        if (period == NEVER) {
            endEarly = NEVER;
            endLate = NEVER;
            return;
        }
        long windows = 1 + (now - AFTER_END - endLate) / period;
        endEarly += windows * period;
        endLate += windows * period;
    }
}
