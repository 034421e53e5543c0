package io.keywheel.pool;

import java.util.List;
import java.util.Map;

/**
 * The provider's side of a case.
 *
 * @param keys the pool's keys in start order, with the organisation of each; one that it does not know has the empty one
 * @param organisations by name
 */
record YieldWorld(Map<String, String> keys, Map<String, Organisation> organisations, Answering answering) {

    /**
     * Whose limits are counted together.
     *
     * @param spoken the name in its refusals: two organisations may speak of one, as two projects of one do
     */
    record Organisation(String spoken, List<Limit> limits) {}

    /**
     * A limit of so much in so many seconds.
     *
     * @param phase seconds that a window has run already at the beginning
     * @param bucket whether it comes back little by little rather than at the window's end
     * @param told whether headers tell it
     */
    record Limit(Dimension.Unit unit, double amount, double seconds, double phase, boolean bucket, boolean told) {

        static Limit requests(double amount, double seconds) {
            return new Limit(Dimension.Unit.REQUESTS, amount, seconds, 0, false, true);
        }

        static Limit tokens(double amount, double seconds) {
            return new Limit(Dimension.Unit.TOKENS, amount, seconds, 0, false, true);
        }

        Limit asBucket() {
            return new Limit(unit, amount, seconds, phase, true, told);
        }

        Limit shifted(double phase) {
            return new Limit(unit, amount, seconds, phase, bucket, told);
        }

        Limit untold() {
            return new Limit(unit, amount, seconds, phase, bucket, false);
        }
    }

    /** How much a refusal says. */
    enum Refusals {
        /** The limit, what was used of it and asked, the wait and the organisation. */
        NUMBERS,
        /** The wait alone. */
        WAIT,
        /** Nothing but its status. */
        BARE
    }

    /**
     * How the provider answers.
     *
     * @param latency milliseconds from admission to the answer
     * @param oneWay milliseconds to the provider, and back
     * @param jitter milliseconds by which each way may take longer
     * @param headers whether answers carry limit headers
     * @param early whether headers are filled at admission rather than when the answer leaves
     * @param produced the smallest part of max_tokens that an answer comes to
     * @param givesBack whether what was not produced is given back when the answer leaves
     */
    record Answering(
            double latency,
            double oneWay,
            double jitter,
            boolean headers,
            Refusals refusals,
            boolean early,
            double produced,
            boolean givesBack) {
        /** As the fake provider of the bench does. */
        static final Answering STANDARD = new Answering(50, 1, 0, true, Refusals.NUMBERS, false, 1, false);

        Answering latency(double millis) {
            return new Answering(millis, oneWay, jitter, headers, refusals, early, produced, givesBack);
        }

        Answering jitter(double millis) {
            return new Answering(latency, oneWay, millis, headers, refusals, early, produced, givesBack);
        }

        Answering headers(boolean tell) {
            return new Answering(latency, oneWay, jitter, tell, refusals, early, produced, givesBack);
        }

        Answering refusals(Refusals say) {
            return new Answering(latency, oneWay, jitter, headers, say, early, produced, givesBack);
        }

        Answering early(boolean atAdmission) {
            return new Answering(latency, oneWay, jitter, headers, refusals, atAdmission, produced, givesBack);
        }

        Answering produced(double least, boolean restGivenBack) {
            return new Answering(latency, oneWay, jitter, headers, refusals, early, least, restGivenBack);
        }
    }

    YieldWorld answering(Answering other) {
        return new YieldWorld(keys, organisations, other);
    }
}
