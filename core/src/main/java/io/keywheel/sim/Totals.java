package io.keywheel.sim;

/**
 * What all callers saw together.
 *
 * @param errors requests that were not served, the friendly answer of {@code /chat} among them
 * @param rescued requests that were served although an attempt failed
 */
public record Totals(int requests, int errors, int rescued) {
    static final Totals NONE = new Totals(0, 0, 0);

    Totals plus(Seen seen) {
        return new Totals(requests + 1, errors + (seen.isError() ? 1 : 0), rescued + (seen.isRescued() ? 1 : 0));
    }

    String text() {
        String caller = errors == 1 ? " caller error" : " caller errors";
        return requests + " requests · " + errors + caller + " · " + rescued + " rescued.";
    }
}
