package io.keywheel.records;

/**
 * The changes that a record was built on, the newest first: tells a version that was overtaken from one that was lost.
 *
 * @param changes change ids by commas
 */
public record Ancestry(String changes) {
    /** More than one side of a split is likely to make of one record. What is older counts as not known. */
    static final int MOST = 32;

    static final Ancestry NONE = new Ancestry("");

    boolean has(String changeId) {
        return ("," + changes + ",").contains("," + changeId + ",");
    }

    /** The ancestry of what is built on {@code changeId}. */
    Ancestry with(String changeId) {
        String all = changes.isEmpty() ? changeId : changeId + "," + changes;
        int end = -1;
        for (int i = 0; i < MOST; i++) {
            end = all.indexOf(',', end + 1);
            if (end < 0) return new Ancestry(all);
        }
        return new Ancestry(all.substring(0, end));
    }
}
