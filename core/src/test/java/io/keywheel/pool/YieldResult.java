package io.keywheel.pool;

import java.util.Map;

/**
 * What a run gave.
 *
 * @param oracle what a chooser that knows every limit would have served of these arrivals without letting one wait
 * @param patient the same where requests wait as long as here
 * @param refused the provider's 429s
 * @param rejected its 401s
 * @param missed callers that were refused while a key would have been admitted
 * @param untrue callers that were told a time 50 ms too early or, without patience, a second too late
 * @param failures what callers got instead of an answer
 * @param half milliseconds in which half of the served had their answer
 * @param most the same for 99 of 100
 * @param drain seconds from the last arrival to the last answer
 */
record YieldResult(
        YieldRun run,
        int offered,
        int oracle,
        int patient,
        int served,
        int refused,
        int rejected,
        int missed,
        int untrue,
        Map<String, Integer> failures,
        double half,
        double most,
        double drain) {

    /** Served, of what the all-knowing chooser would have. */
    double share() {
        return (double) served / oracle;
    }

    /** Calls that the provider refused, per served request. */
    double wasted() {
        return (double) (refused + rejected) / Math.max(1, served);
    }
}
