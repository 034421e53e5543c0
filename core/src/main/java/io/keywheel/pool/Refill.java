package io.keywheel.pool;

/**
 * How a limit comes back, told from its answers: a bucket refills all the time, so that reset × limit ÷ used stays the same; a window
 * starts anew at an hour, so that its end stays the same. Labels say neither. Two answers that only one reading explains count one vote.
 */
final class Refill {
    /** Resets are printed in steps of 10 ms by some, rounded either way. */
    private static final double GRAIN = 12;

    private static final int DECIDED = 2;
    private static final int MOST_VOTES = 4;

    /** A rate that only refusals tell is a bound from above. */
    private static final double OF_BOUND = 0.97;

    /** Requests between two refusals from which a rate can be told, and after which one begins anew. */
    private static final double ENOUGH = 5;

    private static final double PLENTY = 40;

    private final Usual usual;
    private Rated rated = Rated.NEVER;
    private Reading anchor = new Reading(0, 0, 0, Double.MAX_VALUE);
    private boolean told;
    private int votesForBucket;
    private double fillLeast;
    private double fillMost = Double.MAX_VALUE;
    private double mostRate = Double.MAX_VALUE;
    private long refusedAt = Long.MIN_VALUE;
    private double sinceRefusal;

    Refill(Usual usual) {
        this.usual = usual;
    }

    /** Headers tell this limit; without them it is only counted here, and heard of when it refuses. */
    boolean isTold() {
        return told;
    }

    /** Whether two answers have told, rather than somebody's word. */
    boolean isDecided() {
        return Math.abs(votesForBucket) >= DECIDED || (told && usual.seen() != RefillKind.UNKNOWN);
    }

    boolean isBucket() {
        if (Math.abs(votesForBucket) >= DECIDED) return votesForBucket > 0;
        if (usual.seen() != RefillKind.UNKNOWN) return usual.seen() == RefillKind.BUCKET;
        // What a label says of a limit that shows itself is not worth waiting for: two answers tell.
        return !told && usual.said() == RefillKind.BUCKET;
    }

    /** Milliseconds in which a bucket fills from nothing, rather too long than too short; 0 where unknown. */
    double fillMillis(double limit) {
        if (fillMost < Double.MAX_VALUE) return fillMost;
        if (fillLeast > 0) return fillLeast * 2;
        return mostRate < Double.MAX_VALUE ? limit / (OF_BOUND * mostRate) : 0;
    }

    /** What another member knows. */
    void adopt(BudgetState other) {
        boolean fills = other.bucket() && other.fillMillis() > 0;
        if (other.told()) {
            if (Math.abs(votesForBucket) < DECIDED) votesForBucket = other.bucket() ? DECIDED : -DECIDED;
            if (fills && fillMost == Double.MAX_VALUE) fillMost = other.fillMillis();
            told = true;
        } else if (fills && mostRate == Double.MAX_VALUE) {
            mostRate = other.limit() / other.fillMillis();
        }
    }

    /** A bucket of this size fills in this time: the operator says so. */
    void declared(double limit, long period) {
        mostRate = limit / period;
    }

    /** @param growth by which part the rate is guessed to be larger than refusals told */
    void charged(double cost, double growth) {
        // What was refused late was sent before.
        sinceRefusal = Math.max(0, sinceRefusal + cost);
        if (mostRate < Double.MAX_VALUE && !told) mostRate *= 1 + growth;
    }

    /** What another member took in a time, which is known late: a rate that was told before may have missed it. */
    void chargedElsewhere(double cost, double growth, long from, long to) {
        double before = rated.isBetween(from, to);
        if (before > 0 && cost > 0) {
            rated = rated.with(cost * before);
            mostRate = rated.rate();
        }
        charged(rated.at() == refusedAt ? cost * (1 - before) : cost, growth);
    }

    void observed(Observation seen, long sentAt, long arrivedAt) {
        if (!seen.isWhole()) return;
        double used = seen.used();
        double reset = seen.resetMillis();
        Reading now = new Reading(
                sentAt + reset - GRAIN,
                arrivedAt + reset + GRAIN,
                used < 1 ? 0 : seen.limit() * Math.max(0, reset - GRAIN) / used,
                used <= 1 ? Double.MAX_VALUE : seen.limit() * (reset + GRAIN) / (used - 1));
        narrow(now);
        if (!told) {
            told = true;
            anchor = now;
            return;
        }
        // Where the anchor's window may be over, another end says nothing against windows.
        boolean window = sentAt >= anchor.endEarly() || now.sameEnd(anchor);
        boolean bucket = now.sameFill(anchor);
        if (window && bucket) {
            if (sentAt >= anchor.endEarly()) anchor = now;
            return;
        }
        if (window != bucket) vote(bucket);
        anchor = now;
    }

    /**
     * A refusal: a bucket was short of {@code over} and would have it after the wait; between two refusals as much came back as was sent, to
     * one request.
     */
    void refused(double over, double cost, long wait, long now) {
        if (told) return;
        if (refusedAt == Long.MIN_VALUE) {
            if (wait > 0 && over > 0) mostRate = Math.min(mostRate, over / wait);
            anchor(now);
            return;
        }
        if (sinceRefusal > 2 * mostRate * (now - refusedAt) + 2 * cost) vote(false);
        if (now == refusedAt) return;
        Rated told = new Rated(sinceRefusal + cost, refusedAt, now);
        if (sinceRefusal < ENOUGH * cost && mostRate <= told.rate()) return;
        rated = told;
        mostRate = told.rate();
        if (sinceRefusal >= PLENTY * cost) anchor(now);
    }

    private void anchor(long now) {
        refusedAt = now;
        sinceRefusal = 0;
    }

    /** It gave more than its rate allows. */
    void gaveMore() {
        mostRate *= 1.1;
    }

    void vote(boolean bucket) {
        votesForBucket = Math.max(-MOST_VOTES, Math.min(MOST_VOTES, votesForBucket + (bucket ? 1 : -1)));
        if (Math.abs(votesForBucket) >= DECIDED) usual.learnKind(bucket ? RefillKind.BUCKET : RefillKind.WINDOW);
    }

    private void narrow(Reading now) {
        double least = Math.max(fillLeast, now.fillLeast());
        double most = Math.min(fillMost, now.fillMost());
        boolean agree = least <= most;
        fillLeast = agree ? least : now.fillLeast();
        fillMost = agree ? most : now.fillMost();
    }
}
