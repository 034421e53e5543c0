package io.keywheel.pool;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an attempt's answer means for the pool: the outcome, how far it reaches, in which dimension, and the wait that was asked for.
 *
 * @param waitMillis the wait as the provider stated it, rounded up to a millisecond; empty where it stated none
 * @param status the HTTP status, 0 where there was no answer
 * @param code the provider's own code or type, empty where it gave none
 * @param message one line for logs and operators, with anything that looks like a secret taken out
 * @param numbers the limit that the refusal states, with what was used and asked of it where it says so
 * @param account whose quota the answer speaks of
 */
public record Verdict(
        Outcome outcome,
        Reach reach,
        Dimension dimension,
        OptionalLong waitMillis,
        int status,
        String code,
        String message,
        Optional<LimitNumbers> numbers,
        Account account) {

    private static final Verdict OK = Verdict.of(Outcome.SUCCEEDED, Reach.NOBODY, 200, "", "");
    private static final Verdict GONE = Verdict.of(Outcome.CALLER_GONE, Reach.NOBODY, 0, "", "");

    /** A verdict without numbers and without an account. */
    public Verdict(
            Outcome outcome,
            Reach reach,
            Dimension dimension,
            OptionalLong waitMillis,
            int status,
            String code,
            String message) {
        this(outcome, reach, dimension, waitMillis, status, code, message, Optional.empty(), Account.EMPTY);
    }

    /** The attempt served its caller. */
    public static Verdict succeeded() {
        return OK;
    }

    /** The caller left before the answer was whole. */
    public static Verdict callerGone() {
        return GONE;
    }

    /** An end without a usable answer, or one that no wait and no scope goes with. */
    public static Verdict of(Outcome outcome, Reach reach, int status, String code, String message) {
        return new Verdict(outcome, reach, Dimension.UNSTATED, OptionalLong.empty(), status, code, message);
    }

    /** A refusal that asks for a wait, or for none that it states. */
    public static Verdict refused(
            Outcome outcome, Reach reach, Dimension dimension, OptionalLong waitMillis, Verdict from) {
        return new Verdict(
                outcome,
                reach,
                dimension,
                waitMillis,
                from.status,
                from.code,
                from.message,
                from.numbers,
                from.account);
    }

    /** The same, with what the answer told beside it. */
    public Verdict with(Optional<LimitNumbers> told, Account whose) {
        return new Verdict(outcome, reach, dimension, waitMillis, status, code, message, told, whose);
    }
}
