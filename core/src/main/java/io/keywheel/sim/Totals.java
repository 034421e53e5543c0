package io.keywheel.sim;

/**
 * What all callers saw together.
 *
 * @param errors requests that were not served, the friendly answer of {@code /chat} among them
 * @param excused those of the errors that the scenario is about
 * @param rescued requests that were served although an attempt failed
 */
public record Totals(int requests, int errors, int excused, int rescued) {
    static final Totals NONE = new Totals(0, 0, 0, 0);

    /** @param excuses whether an error of this request is none of anybody's */
    Totals plus(Seen seen, boolean excuses) {
        return new Totals(
                requests + 1,
                errors + (seen.isError() ? 1 : 0),
                excused + (seen.isError() && excuses ? 1 : 0),
                rescued + (seen.isRescued() ? 1 : 0));
    }

    /** Whether every caller was served whom the scenario meant to be. */
    boolean isAsPromised() {
        return errors == excused;
    }

    String text() {
        String caller = errors == 1 ? " caller error" : " caller errors";
        return requests + " requests · " + errors + caller + " · " + rescued + " rescued.";
    }
}
