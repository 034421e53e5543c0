package io.keywheel.pool;

/** What one quota group has for one family of models: its scopes, and its quota, which it may share with groups that it is linked to. */
final class Allotment {
    /** A link is tested at each rest at first, then at intervals that double. */
    private static final int AT_FIRST = 2;

    private static final long FIRST_PAUSE = 60_000;
    private static final long LONGEST_PAUSE = 86_400_000;

    final String group;
    final Cell ofGroup;
    final Cell ofGroupModel = new Cell();
    /** Guarded by the family. */
    Quota quota;

    private int confirmed;
    private long testAt = Long.MIN_VALUE;
    private long testEvery = FIRST_PAUSE;

    /** @param ofGroup the scope of all models, shared with the other families */
    Allotment(String group, Cell ofGroup, Quota quota) {
        this.group = group;
        this.ofGroup = ofGroup;
        this.quota = quota;
    }

    /** Whether it is time to find out whether the link to other groups is true. */
    boolean mayTestLink(long now) {
        return now >= testAt && ofGroup.get().permits(now) && ofGroupModel.get().permits(now);
    }

    /** The test was refused: the link holds. */
    void confirmLink(long now) {
        confirmed++;
        if (confirmed < AT_FIRST) return;
        testAt = now + testEvery;
        testEvery = Math.min(LONGEST_PAUSE, 2 * testEvery);
    }
}
