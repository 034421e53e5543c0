package io.keywheel.pool;

/**
 * How a limit comes back, told from its answers: a bucket refills all the time, so that reset × limit ÷ used stays the same; a window
 * starts anew at an hour, so that its end stays the same. Labels say neither. Two answers that only one reading explains count one vote.
 */
final class Refill {
    /** Resets are printed in steps of 10 ms by some, rounded either way. */
    private static final double GRAIN = 12;

    private static final int DECIDED = 2;

    /** One answer under both readings: the window's end, and the time in which a bucket would fill from nothing. */
    private record Reading(double endEarly, double endLate, double fillLeast, double fillMost) {
        boolean sameEnd(Reading other) {
            return endEarly <= other.endLate && other.endEarly <= endLate;
        }

        boolean sameFill(Reading other) {
            return fillLeast <= other.fillMost && other.fillLeast <= fillMost;
        }
    }

    private Reading anchor = new Reading(0, 0, 0, Double.MAX_VALUE);
    private boolean anchored;
    private int votesForBucket;
    private double fillLeast;
    private double fillMost = Double.MAX_VALUE;

    boolean isDecided() {
        return Math.abs(votesForBucket) >= DECIDED;
    }

    /** @param usual what the pool's other limits of this kind turned out to be */
    boolean isBucket(boolean usual) {
        return isDecided() ? votesForBucket > 0 : usual;
    }

    /** Milliseconds in which a bucket fills from nothing, rather too long than too short; 0 where unknown. */
    double fillMillis() {
        if (fillMost < Double.MAX_VALUE) return fillMost;
        return fillLeast * 2;
    }

    void observed(Observation told, long sentAt, long arrivedAt) {
        if (!told.isWhole()) return;
        double used = told.used();
        double reset = told.resetMillis();
        Reading now = new Reading(
                sentAt + reset - GRAIN,
                arrivedAt + reset + GRAIN,
                used < 1 ? 0 : told.limit() * Math.max(0, reset - GRAIN) / used,
                used <= 1 ? Double.MAX_VALUE : told.limit() * (reset + GRAIN) / (used - 1));
        narrow(now);
        if (!anchored) {
            anchored = true;
            anchor = now;
            return;
        }
        boolean window = now.sameEnd(anchor);
        boolean bucket = now.sameFill(anchor);
        if (window && bucket) return;
        if (window != bucket) vote(bucket ? 1 : -1);
        anchor = now;
    }

    private void vote(int one) {
        votesForBucket = Math.max(-4, Math.min(4, votesForBucket + one));
    }

    private void narrow(Reading now) {
        double least = Math.max(fillLeast, now.fillLeast());
        double most = Math.min(fillMost, now.fillMost());
        boolean agree = least <= most;
        fillLeast = agree ? least : now.fillLeast();
        fillMost = agree ? most : now.fillMost();
    }
}
