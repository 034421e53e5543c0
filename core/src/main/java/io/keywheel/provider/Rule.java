package io.keywheel.provider;

import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One line of a dialect: when an answer looks so, it means that. The first rule that holds decides. */
record Rule(Predicate<Finding> when, Meaning meaning) {

    /** The left side of a rule. */
    record When(Predicate<Finding> holds) {

        /** The body's code, type, status or reason is one of these, in lower case. */
        When word(String... words) {
            Set<String> any = Set.of(words);
            return and(finding -> finding.hasWord(any));
        }

        /** One of these words looks so. */
        When wordLike(String pattern) {
            Pattern like = Pattern.compile(pattern);
            return and(finding -> finding.hasWord(like));
        }

        /** The provider says so outside of quotes; where it may quote its caller, at the very beginning. */
        When says(String... sentences) {
            Pattern any = Pattern.compile(
                    Arrays.stream(sentences).collect(Collectors.joining("|")), Pattern.CASE_INSENSITIVE);
            return and(finding -> finding.says(any));
        }

        When and(Predicate<Finding> further) {
            return new When(holds.and(further));
        }

        Rule means(Outcome outcome) {
            return means(Meaning.of(outcome));
        }

        Rule means(Outcome outcome, Reach reach) {
            return means(Meaning.of(outcome).reaching(reach));
        }

        /** A limit whose dimension the answer tells, if anything does. */
        Rule meansLimit(Outcome outcome) {
            return means(Meaning.of(outcome, Reach.GROUP_MODEL));
        }

        /** The same, with an end that the dialect knows better than the answer. */
        Rule meansLimit(Outcome outcome, Ending ending) {
            return means(Meaning.of(outcome, Reach.GROUP_MODEL).ending(ending));
        }

        Rule means(Meaning meaning) {
            return new Rule(holds, meaning);
        }
    }

    static When on(Integer... statuses) {
        Set<Integer> any = Set.of(statuses);
        return new When(finding -> any.contains(finding.status()));
    }

    /** Any refusal that is not the provider's own failure; an error inside a 200 too, as long as its status stays open. */
    static When onRefusal() {
        return new When(finding -> finding.status() < 500);
    }

    static When onFailure() {
        return new When(finding -> finding.status() >= 500);
    }

    /** An error inside a 200 that leaves open which status it would have had, or no status of HTTP's. */
    static When onNoStatus() {
        return new When(finding -> finding.status() < 400);
    }

    static When always() {
        return new When(finding -> true);
    }
}
