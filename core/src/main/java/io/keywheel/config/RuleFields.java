package io.keywheel.config;

import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What the configuration file may say of an answer, and of what it means. */
final class RuleFields {
    private static final Set<Outcome> OF_REFUSALS =
            EnumSet.complementOf(EnumSet.of(Outcome.SUCCEEDED, Outcome.CALLER_GONE));

    static final Field<Long> STATUS = Field.open("status", Quantities.whole(100, 599));
    static final Field<Pattern> CODE = Field.open("code", RuleFields::pattern);
    static final Field<Pattern> TEXT = Field.open("text", RuleFields::pattern);
    static final Field<Outcome> OUTCOME = Field.open("outcome", Quantities.oneOf(OF_REFUSALS));
    static final Field<Reach> REACH = Field.open("reach", Quantities.oneOf(Reach.class));
    static final Field<Duration> WAIT =
            Field.open("wait", Quantities.duration(Duration.ofMillis(1), Duration.ofDays(366)));
    static final List<Field<?>> ALL = List.of(STATUS, CODE, TEXT, OUTCOME, REACH, WAIT);

    private RuleFields() {}

    private static Pattern pattern(String text) throws Unfit {
        try {
            return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            String where = e.getIndex() < 0 ? "" : " (at character " + (e.getIndex() + 1) + ")";
            throw new Unfit("it is not a regular expression" + where, "Write a word, or mend it.");
        }
    }
}
