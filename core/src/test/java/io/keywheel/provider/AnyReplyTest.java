package io.keywheel.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Outcome;
import io.keywheel.pool.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AnyReplyTest {
    private static final List<Dialect> DIALECTS = Stream.concat(
                    Providers.names().stream()
                            .map(name -> Providers.known(name).orElseThrow())
                            .map(Provider::dialect),
                    Stream.of(Generic.DIALECT))
            .toList();
    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "\"error\":",
            "\"message\":",
            "\"code\":",
            "\"details\":",
            "\"type\":",
            "null",
            "429",
            "'",
            "`",
            "\\",
            "try again in ",
            "5s",
            "Limit 5, Requested 6",
            "insufficient_quota",
            "<html>",
            "\n",
            "model",
            "\"retry_after\":",
            "-1",
            "1e999",
            "data: ",
            "Limit 0, Used 9, Requested 1",
            "(actual/limit): 9/0",
            "\"violations\":[{\"quotaId\":\"PerDay\",\"quotaValue\":\"0\"}]",
            "replenished in 9999.99:99:99",
            "organization `org_",
            "\uD800",
            "\u0000");

    @Property(tries = 300)
    void noBytesAreTooOdd(@ForAll int status, @ForAll @Size(max = 200) byte[] body, @ForAll String header) {
        assertThat(sane(status, body, header)).isTrue();
    }

    @Property(tries = 500)
    void noHalfBrokenJsonIsTooOdd(
            @ForAll @IntRange(min = 100, max = 599) int status,
            @ForAll @Size(max = 30) List<@IntRange(max = 34) Integer> parts,
            @ForAll String header) {
        StringBuilder body = new StringBuilder();
        for (int part : parts) body.append(TOKENS.get(part));

        assertThat(sane(status, body.toString().getBytes(StandardCharsets.UTF_8), header))
                .isTrue();
    }

    @Property(tries = 100)
    void noPlainMistakeEverBlamesAKey(@ForAll String said, @ForAll @IntRange(max = 34) int token) {
        Verdict verdict = Answer.of(422, "Wrong: " + said + TOKENS.get(token)).asOpenAi();

        assertThat(verdict.outcome()).isEqualTo(Outcome.REQUEST_REJECTED);
    }

    @Property(tries = 500)
    void noHeaderIsTooOddToObserve(@ForAll String header, @ForAll @IntRange(max = 99_999) int number) {
        for (String value :
                List.of(header, number + header, number + "ms" + header, "1." + number + "s", number + "m")) {
            for (Dialect dialect : DIALECTS) {
                assertThat(dialect.observe(name -> value, Answer.NOW))
                        .allSatisfy(seen -> assertThat(seen.resetMillis()).isBetween(0L, StatedWait.MOST_MILLIS));
                assertThat(dialect.account(name -> value)).isNotNull();
            }
        }
    }

    private static boolean sane(int status, byte[] body, String header) {
        for (Dialect dialect : DIALECTS) {
            Verdict verdict = dialect.classify(new Reply(status, name -> header, body), Answer.NOW);
            assertThat(verdict.waitMillis().orElse(1)).isBetween(1L, StatedWait.MOST_MILLIS);
            assertThat(verdict.message())
                    .hasSizeLessThanOrEqualTo(OneLine.LONGEST + 100)
                    .doesNotContain("\n");
        }
        return true;
    }
}
