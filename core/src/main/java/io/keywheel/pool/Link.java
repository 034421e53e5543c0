package io.keywheel.pool;

/**
 * Two quota groups that turned out to share one quota, though nobody declared it.
 *
 * @param first the smaller of the two names
 * @param second the larger
 * @param evidence the id that both were seen with
 * @param broken how often it turned out to be wrong; from the second time on the two are not linked again
 * @param holds whether the two are taken for one now
 * @param changes counts what happened to it, so that members agree: the higher count stands
 */
public record Link(String first, String second, String evidence, int broken, boolean holds, long changes) {
    private static final int TOO_OFTEN = 2;

    /** A link that was just found. */
    static Link found(String one, String other, String evidence) {
        boolean ordered = one.compareTo(other) < 0;
        return new Link(ordered ? one : other, ordered ? other : one, evidence, 0, true, 1);
    }

    boolean isOf(String one, String other) {
        return (first.equals(one) && second.equals(other)) || (first.equals(other) && second.equals(one));
    }

    boolean isOf(String group) {
        return first.equals(group) || second.equals(group);
    }

    /** The other of the two. */
    String other(String than) {
        return first.equals(than) ? second : first;
    }

    /** It was wrong. */
    Link asBroken() {
        return new Link(first, second, evidence, broken + 1, false, changes + 1);
    }

    /** It was found again; unchanged where it was wrong too often. */
    Link foundAgain(String by) {
        return holds || broken >= TOO_OFTEN ? this : new Link(first, second, by, broken, true, changes + 1);
    }
}
