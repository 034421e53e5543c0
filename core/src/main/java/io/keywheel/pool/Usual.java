package io.keywheel.pool;

/** What limits of one dimension turned out to be in a pool: the first guess for one that has not shown itself. */
final class Usual {
    private final RefillKind said;
    private RefillKind seen = RefillKind.UNKNOWN;
    private long period = Window.NEVER;

    /** @param said what the provider's dialect knows */
    Usual(RefillKind said) {
        this.said = said;
    }

    RefillKind said() {
        return said;
    }

    /** What answers have shown; unknown before two did. */
    RefillKind seen() {
        return seen;
    }

    void learnKind(RefillKind shown) {
        seen = shown;
    }

    /** The shortest window that was seen, in milliseconds; {@link Window#NEVER} before one was. */
    long period() {
        return period;
    }

    void learnPeriod(long seenPeriod) {
        period = Math.min(period, seenPeriod);
    }
}
