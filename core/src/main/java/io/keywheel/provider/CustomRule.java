package io.keywheel.provider;

import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A rule of the operator's: when an answer looks so, it means that. It comes before all rules of the dialect.
 *
 * @param when the left side: every part that is given must hold, and one must be given
 * @param then the right side
 */
public record CustomRule(When when, Then then) {
    private static final Set<Outcome> OF_ANSWERS = Set.of(
            Outcome.RATE_LIMITED,
            Outcome.QUOTA_EXHAUSTED,
            Outcome.KEY_INVALID,
            Outcome.KEY_FORBIDDEN,
            Outcome.REQUEST_REJECTED,
            Outcome.CONTENT_POLICY,
            Outcome.PROVIDER_OVERLOADED,
            Outcome.PROVIDER_FAILED,
            Outcome.OUTCOME_UNKNOWN);

    /**
     * What an answer looks like.
     *
     * @param status the HTTP status, 0 for any
     * @param code is found in the body's code, type, status or reason
     * @param text is found in the provider's sentence outside of quotes
     */
    public record When(int status, Optional<Pattern> code, Optional<Pattern> text) {
        public When {
            require(status == 0 || (status >= 100 && status <= 599), "the status is between 100 and 599");
            boolean worded = code.isPresent() || text.isPresent();
            require(
                    status >= 400 || worded,
                    status == 0 ? "a status, a code or a text is needed" : "this status needs a code or a text");
        }

        /** From a configuration's words; what is blank holds for any. */
        public static When of(int status, String code, String text) {
            return new When(status, pattern(code), pattern(text));
        }

        private static Optional<Pattern> pattern(String text) {
            return text.isBlank() ? Optional.empty() : Optional.of(Pattern.compile(text, Pattern.CASE_INSENSITIVE));
        }
    }

    /**
     * What the answer means.
     *
     * @param reach empty for the reach that the outcome usually has
     * @param waitMillis empty for the wait that the answer states
     */
    public record Then(Outcome outcome, Optional<Reach> reach, OptionalLong waitMillis) {
        public Then {
            require(OF_ANSWERS.contains(outcome), "no answer means " + outcome);
            reach.ifPresent(r -> require(fits(outcome, r), outcome + " never reaches " + r));
            waitMillis.ifPresent(w -> require(w > 0 && w <= StatedWait.MOST_MILLIS, "the wait is more than 0"));
            require(waitMillis.isEmpty() || !outcome.passes(), outcome + " has no wait");
        }
    }

    Rule rule() {
        Rule.When left = new Rule.When(found -> when.status == 0 || found.hasStatus(when.status));
        if (when.code.isPresent()) left = left.and(found -> found.hasWord(when.code.get()));
        if (when.text.isPresent()) left = left.and(found -> found.saysAnywhere(when.text.get()));
        Meaning meaning = Meaning.of(then.outcome);
        if (then.reach.isPresent()) meaning = meaning.reaching(then.reach.get());
        return left.means(
                then.waitMillis.isPresent() ? meaning.ending(Ending.after(then.waitMillis.getAsLong())) : meaning);
    }

    private static boolean fits(Outcome outcome, Reach reach) {
        return switch (outcome) {
            case RATE_LIMITED, QUOTA_EXHAUSTED -> reach != Reach.NOBODY && reach != Reach.UPSTREAM;
            case KEY_INVALID -> reach == Reach.KEY || reach == Reach.GROUP;
            case KEY_FORBIDDEN -> reach == Reach.KEY_MODEL || reach == Reach.KEY || reach == Reach.GROUP_MODEL;
            default -> reach == Meaning.of(outcome).reach();
        };
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) throw new IllegalArgumentException(sentence);
    }
}
