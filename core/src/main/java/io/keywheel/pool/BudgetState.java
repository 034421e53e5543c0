package io.keywheel.pool;

/**
 * What one member knows of a limit, for the others. Times are pool milliseconds; {@link Long#MAX_VALUE} where one is not known.
 *
 * @param remaining what was left at {@code at}, by what was observed and counted since
 * @param told whether answers' headers tell it; else only refusals do
 * @param bucket whether it refills little by little
 * @param fillMillis in which a bucket fills from nothing, 0 where unknown
 * @param endEarly the earliest end of the window
 * @param endLate its latest end
 * @param period of the windows
 * @param sentAt when the attempt was sent whose answer told the figures: the later one counts
 */
public record BudgetState(
        double limit,
        double remaining,
        boolean told,
        boolean bucket,
        double fillMillis,
        long endEarly,
        long endLate,
        long period,
        long sentAt,
        long at) {

    /** The same by another clock. */
    public BudgetState shifted(long millis) {
        return new BudgetState(
                limit,
                remaining,
                told,
                bucket,
                fillMillis,
                shifted(endEarly, millis),
                shifted(endLate, millis),
                period,
                sentAt + millis,
                at + millis);
    }

    private static long shifted(long time, long millis) {
        return time == Window.NEVER ? time : time + millis;
    }
}
