package io.keywheel.pool;

/**
 * What other members take of a limit: known a moment later, and until then presumed from what they took of late. Guarded by the lane's
 * family.
 */
final class Others {
    /** Members tell four times a second. */
    private static final long NEWS_MILLIS = 250;

    /** How long the part that they take of a whole limit is left to them before they have said so. */
    private static final long LEFT_MILLIS = 700;

    /** So little of a request or a token is none. */
    private static final double NOTHING = 0.05;

    private static final double RATE_MEMORY = 1_000;
    private static final double SHARE_MEMORY = 20_000;

    private double lately;
    private double share;
    private double own;
    private double part;
    private double said;
    private double seen;
    private long partUntil;
    private long knownAt;
    private long at;
    private boolean heard;

    /** What they are presumed to have taken beyond what is known. */
    double presumed(long now) {
        if (!heard) return 0;
        fade(now);
        double since = lately / RATE_MEMORY * Math.min(NEWS_MILLIS, Math.max(0, now - knownAt));
        if (since < NOTHING) since = 0;
        return now < partUntil ? Math.max(left(), since) : since;
    }

    /** They said what they took until a moment. */
    void took(double amount, long until, long now) {
        fade(now);
        heard = true;
        lately += amount;
        share += amount;
        said += amount;
        knownAt = Math.max(knownAt, until);
    }

    void ownTook(double amount, long now) {
        if (!heard) return;
        fade(now);
        own += amount;
    }

    /** The provider's own figures tell all that was taken until now: so much of it by others since the limit was whole. */
    void known(double byOthers, long now) {
        seen = Math.max(seen, byOthers);
        knownAt = Math.max(knownAt, now);
    }

    /** The limit is whole again: they take their part at once, as this member does. */
    void begin(double limit, long now) {
        if (!heard) return;
        fade(now);
        part = own + share > 0 ? limit * share / (own + share) : 0;
        said = 0;
        seen = 0;
        partUntil = now + LEFT_MILLIS;
    }

    /** Whether the limit is whole since so short a time that they may not have said yet what they took. */
    boolean isBeginning(long now) {
        return now < partUntil && left() > 0;
    }

    /** What of their part they have not taken yet, as far as one knows. */
    private double left() {
        return Math.max(0, part - Math.max(said, seen));
    }

    private void fade(long now) {
        if (now <= at) return;
        double passed = now - at;
        lately *= Math.exp(-passed / RATE_MEMORY);
        double kept = Math.exp(-passed / SHARE_MEMORY);
        share *= kept;
        own *= kept;
        at = now;
    }
}
