package io.keywheel.records;

/** What a change does. */
public enum Action {
    CREATE(false),
    UPDATE(false),
    ENABLE(false),
    DISABLE(true),
    REMOVE(true);

    private final boolean takesAway;

    Action(boolean takesAway) {
        this.takesAway = takesAway;
    }

    /** Whether nothing is used after it that was not used before: it may act before it is safe on a disk. */
    public boolean takesAway() {
        return takesAway;
    }
}
