package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keywheel.pool.DeclaredLimit;
import io.keywheel.pool.Dimension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitEntriesTest {
    private static final String KEYS = """
            providers:
              groq:
                keys:
                  - {secret: gsk_fake_one, id: one}
                  - {secret: gsk_fake_two, id: two, quotaGroup: org-a}
            """;

    @RegisterExtension
    final Given given = new Given();

    private List<DeclaredLimit> limits(String entries) {
        given.file("keywheel.yaml", KEYS + "    limits:\n" + entries.indent(6));
        return given.pooled("groq").rules().declared();
    }

    @Test
    void withoutAWordThereIsNoLimit() {
        assertThat(given.pooled("groq").rules().declared()).isEmpty();
    }

    @Test
    void anEntryStatesALimitForEachOfItsNumbers() {
        assertThat(limits("""
                - requestsPerSecond: 1
                  requestsPerMinute: 2
                  requestsPerHour: 3
                  requestsPerDay: 4
                  tokensPerMinute: 5
                  tokensPerHour: 6
                  tokensPerDay: 7
                  inputTokensPerMinute: 8
                  outputTokensPerMinute: 1000000000000
                """))
                .extracting(DeclaredLimit::dimension, DeclaredLimit::limit)
                .containsExactly(
                        tuple(Dimension.REQUESTS_PER_SECOND, 1L),
                        tuple(Dimension.REQUESTS_PER_MINUTE, 2L),
                        tuple(Dimension.REQUESTS_PER_HOUR, 3L),
                        tuple(Dimension.REQUESTS_PER_DAY, 4L),
                        tuple(Dimension.TOKENS_PER_MINUTE, 5L),
                        tuple(Dimension.TOKENS_PER_HOUR, 6L),
                        tuple(Dimension.TOKENS_PER_DAY, 7L),
                        tuple(Dimension.INPUT_TOKENS_PER_MINUTE, 8L),
                        tuple(Dimension.OUTPUT_TOKENS_PER_MINUTE, 1_000_000_000_000L));
    }

    @Test
    void aLimitIsOfEveryModelAndEveryGroupUnlessItNamesThem() {
        List<DeclaredLimit> limits = limits("""
                - requestsPerDay: 1
                - {requestsPerDay: 2, models: "llama-*"}
                - {requestsPerDay: 3, group: org-a}
                - {requestsPerDay: 4, group: one}
                """);

        assertThat(limits).extracting(DeclaredLimit::group).containsExactly("", "", "org-a", "one");
        assertThat(limits)
                .extracting(
                        limit -> limit.models().test("llama-3.3"),
                        limit -> limit.models().test("my-llama-3.3"))
                .containsExactly(tuple(true, true), tuple(true, false), tuple(true, true), tuple(true, true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {models: "a*"}                 | (keywheel.yaml): it has no number. Give it one, as in requestsPerDay: 1000.
            {requestsPerDay: 0}            | .requestsPerDay (keywheel.yaml): "0" is out of range. Use one from 1 to 1000000000000.
            {tokensPerDay: 1.5}            | .tokensPerDay (keywheel.yaml): "1.5" is not a whole number. Use one from 1 to 1000000000000.
            {requestPerDay: 5}             | .requestPerDay (keywheel.yaml): there is no such setting. Did you mean providers.groq.limits[1].requestsPerDay?
            {requestsPerDay: 5, group: org-b} | .group (keywheel.yaml): no key of groq is in such a group or has such an id. Use one of one, org-a.
            {requestsPerDay: 5, group: two} | .group (keywheel.yaml): this key shares the limits of its quota group. Name the group: org-a.
            """)
    void whatIsNoLimitIsToldByItsPlace(String entry, String mistake) {
        given.file("keywheel.yaml", KEYS + "    limits:\n      - " + entry);

        assertThat(given.mistakes())
                .containsExactly("providers.groq.limits[1]" + (mistake.startsWith("(") ? " " : "") + mistake);
    }
}
