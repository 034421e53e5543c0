package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import io.keywheel.pool.Verdict;
import io.keywheel.provider.Dialect;
import io.keywheel.provider.Providers;
import io.keywheel.provider.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RuleEntriesTest {
    private static final String BUSY = "{\"error\":{\"message\":\"The kitchen is busy\",\"code\":\"kitchen_busy\"}}";

    @RegisterExtension
    final Given given = new Given().realProviders();

    private Dialect ruled(String rules) {
        given.file("keywheel.yaml", "providers:\n  groq:\n    rules:\n" + rules.indent(6));
        return given.pooled("groq").provider().dialect();
    }

    private static Verdict meaning(Dialect dialect, int status) {
        Reply reply = new Reply(status, name -> null, BUSY.getBytes(StandardCharsets.UTF_8));
        return dialect.classify(reply, Instant.EPOCH);
    }

    @Test
    void withoutRulesADialectIsAsItComes() {
        assertThat(given.pooled("groq").provider().dialect()).isSameAs(Providers.groq());
    }

    @ParameterizedTest
    @CsvSource({
        "status: 402, outcome: key-forbidden",
        "code: kitchen_busy, outcome: key-forbidden",
        "text: 'KITCHEN +is', outcome: KEY_FORBIDDEN",
        "code: '^kitchen', outcome: key_forbidden",
    })
    void aRuleSaysWhatAnAnswerMeansThatLooksSo(String when, String outcome) {
        Dialect dialect = ruled("- {" + when + ", " + outcome + "}");

        assertThat(meaning(dialect, 402).outcome()).isEqualTo(Outcome.KEY_FORBIDDEN);
        assertThat(meaning(Providers.groq(), 402).outcome()).isNotEqualTo(Outcome.KEY_FORBIDDEN);
    }

    @Test
    void aRuleSaysHowFarAnAnswerReachesAndForHowLong() {
        Dialect dialect = ruled("- {status: 402, outcome: rate-limited, reach: KEY_MODEL, wait: 30s}");

        Verdict verdict = meaning(dialect, 402);

        assertThat(verdict.reach()).isEqualTo(Reach.KEY_MODEL);
        assertThat(verdict.waitMillis()).hasValue(30_000);
    }

    @Test
    void ofTwoRulesThatFitTheFirstHolds() {
        Dialect dialect = ruled("""
                - {status: 418, outcome: key-invalid}
                - {text: kitchen, outcome: content-policy}
                - {status: 402, outcome: key-invalid}
                """);

        assertThat(meaning(dialect, 402).outcome()).isEqualTo(Outcome.CONTENT_POLICY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {outcome: rate-limited}                 | (keywheel.yaml): it speaks of no answer. Give it status, code or text.
            {status: 429}                           | (keywheel.yaml): it has no outcome. Give it one, as in outcome: rate-limited.
            {status: 200, outcome: rate-limited}    | .status (keywheel.yaml): this status needs a code or a text. Leave it out, or write another.
            {status: 999, outcome: rate-limited}    | .status (keywheel.yaml): "999" is out of range. Use one from 100 to 599.
            {text: "a(", outcome: rate-limited}     | .text (keywheel.yaml): it is not a regular expression (at character 3). Write a word, or mend it.
            {code: "*", outcome: rate-limited}      | .code (keywheel.yaml): it is not a regular expression (at character 1). Write a word, or mend it.
            {status: 429, outcome: succeeded}       | .outcome (keywheel.yaml): "succeeded" is not known. Write one of rate-limited, quota-exhausted, key-invalid, key-forbidden, request-rejected, content-policy, provider-overloaded, provider-failed, outcome-unknown.
            {status: 429, outcome: key-invalid, reach: upstream}  | .reach (keywheel.yaml): key-invalid never reaches upstream. Leave it out, or write another.
            {status: 429, outcome: key-invalid, reach: all}       | .reach (keywheel.yaml): "all" is not known. Write one of nobody, key-model, key, group-model, group, upstream.
            {status: 429, outcome: request-rejected, wait: 5s}    | .wait (keywheel.yaml): request-rejected has no wait. Leave it out, or write another.
            {status: 429, outcome: rate-limited, wait: 0}         | .wait (keywheel.yaml): "0" is out of range. Write 500ms, 10s, 2m or 1h, from 1ms to 31622400s.
            {status: 429, outcome: rate-limited, until: 5s}       | .until (keywheel.yaml): there is no such setting. An entry takes status, code, text, outcome, reach, wait.
            """)
    void whatIsNoRuleIsToldByItsPlace(String entry, String mistake) {
        given.file("keywheel.yaml", "providers:\n  groq:\n    rules:\n      - " + entry);

        assertThat(given.mistakes())
                .containsExactly("providers.groq.rules[1]" + (mistake.startsWith("(") ? " " : "") + mistake);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SUCCEEDED", "CALLER_GONE"})
    void everyOtherOutcomeCanBeMeant(Outcome outcome) {
        Dialect dialect = ruled("- {status: 402, outcome: " + outcome + "}");

        assertThat(meaning(dialect, 402).outcome()).isEqualTo(outcome);
    }

    @Test
    void theSecondRuleIsNumberTwo() {
        given.file("keywheel.yaml", """
                providers:
                  groq:
                    rules:
                      - {status: 429, outcome: rate-limited}
                      - {status: 429, outcome: other}
                """);

        assertThat(given.mistakes()).singleElement().asString().startsWith("providers.groq.rules[2].outcome ");
    }
}
