package io.keywheel.pool;

/** What one quota group has for one family of models: its scopes, and its quota, which it may share with groups that it is linked to. */
final class Allotment {
    private static final long SHORTEST_PAUSE = 1_000;

    /** A link is tested at its first rest, then at intervals that double. */
    private static final long FIRST_PAUSE = 60_000;

    private static final long LONGEST_PAUSE = 86_400_000;

    final String group;
    final Cell ofGroup;
    final Cell ofGroupModel = new Cell();
    /** Guarded by the family. */
    Quota quota;

    private long testAt = Long.MIN_VALUE;
    private long testEvery = FIRST_PAUSE;
    private long compareAt = Long.MIN_VALUE;
    private long compareEvery = SHORTEST_PAUSE;

    /** @param ofGroup the scope of all models, shared with the other families */
    Allotment(String group, Cell ofGroup, Quota quota) {
        this.group = group;
        this.ofGroup = ofGroup;
        this.quota = quota;
    }

    /** Whether it is time to compare its own figures with those that it is thought to share. */
    boolean mayCompare(long now) {
        return now >= compareAt;
    }

    /** Its figures fit: they are compared again when they would differ if its quota were its own, and then at intervals that double. */
    void compared(long fillMillis, long now) {
        compareEvery = Math.min(LONGEST_PAUSE, Math.max(2 * compareEvery, fillMillis / 2));
        compareAt = now + compareEvery;
        confirmLink(now);
    }

    /** Whether it is time to find out whether the link to other groups is true. */
    boolean mayTestLink(long now) {
        return now >= testAt && ofGroup.get().permits(now) && ofGroupModel.get().permits(now);
    }

    /** The test was refused: the link holds. */
    void confirmLink(long now) {
        testAt = now + testEvery;
        testEvery = Math.min(LONGEST_PAUSE, 2 * testEvery);
    }
}
