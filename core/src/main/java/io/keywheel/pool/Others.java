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

    private static final double RATE_MEMORY = 1_000;
    private static final double SHARE_MEMORY = 20_000;

    private double lately;
    private double share;
    private double own;
    private double left;
    private long leftUntil;
    private long knownAt;
    private long at;
    private boolean heard;

    /** What they are presumed to have taken beyond what is known. */
    double presumed(long now) {
        if (!heard) return 0;
        fade(now);
        double since = lately / RATE_MEMORY * Math.min(NEWS_MILLIS, Math.max(0, now - knownAt));
        return now < leftUntil ? Math.max(left, since) : since;
    }

    /** They said what they took until a moment. */
    void took(double amount, long until, long now) {
        fade(now);
        heard = true;
        lately += amount;
        share += amount;
        left = Math.max(0, left - amount);
        knownAt = Math.max(knownAt, until);
    }

    void ownTook(double amount, long now) {
        if (!heard) return;
        fade(now);
        own += amount;
    }

    /** The provider's own figures tell all that was taken until an attempt was sent. */
    void known(long sentAt) {
        left = 0;
        knownAt = Math.max(knownAt, sentAt);
    }

    /** The limit is whole again: they take their part at once, as this member does. */
    void begin(double limit, long now) {
        if (!heard) return;
        fade(now);
        left = own + share > 0 ? limit * share / (own + share) : 0;
        leftUntil = now + LEFT_MILLIS;
    }

    /** Whether the limit is whole since so short a time that they may not have said yet what they took. */
    boolean isBeginning(long now) {
        return now < leftUntil && left > 0;
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
