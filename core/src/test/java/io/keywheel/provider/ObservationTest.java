package io.keywheel.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Observation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservationTest {
    private static final Map<String, String> GROQ = Map.of(
            "x-ratelimit-limit-requests", "14400",
            "x-ratelimit-remaining-requests", "14370",
            "x-ratelimit-reset-requests", "2m59.56s",
            "x-ratelimit-limit-tokens", "18000",
            "x-ratelimit-remaining-tokens", "17997",
            "x-ratelimit-reset-tokens", "7.66s");

    private static List<Observation> observe(String provider, Map<String, String> headers) {
        return Providers.known(provider).orElseThrow().dialect().observe(headers::get, Answer.NOW);
    }

    @Test
    void groqsHeadersTellTheDayOfRequestsAndTheMinuteOfTokens() {
        assertThat(observe("groq", GROQ))
                .containsExactly(
                        new Observation(Dimension.REQUESTS_PER_DAY, 14_400, 14_370, 179_560),
                        new Observation(Dimension.TOKENS_PER_MINUTE, 18_000, 17_997, 7_660));
    }

    @Test
    void openAisHeadersTellTheMinuteOfBoth() {
        assertThat(observe("openai", GROQ))
                .extracting(Observation::dimension)
                .containsExactly(Dimension.REQUESTS_PER_MINUTE, Dimension.TOKENS_PER_MINUTE);
    }

    @Test
    void anthropicsHeadersTellInputAndOutputApartAndAMomentForTheReset() {
        Map<String, String> headers = Map.of(
                "anthropic-ratelimit-requests-limit", "50",
                "anthropic-ratelimit-requests-remaining", "49",
                "anthropic-ratelimit-requests-reset", "2026-03-01T12:00:01Z",
                "anthropic-ratelimit-input-tokens-limit", "30000",
                "anthropic-ratelimit-input-tokens-remaining", "28000",
                "anthropic-ratelimit-input-tokens-reset", "2026-03-01T12:00:04Z",
                "anthropic-ratelimit-output-tokens-limit", "8000",
                "anthropic-ratelimit-output-tokens-remaining", "8000",
                "anthropic-ratelimit-output-tokens-reset", "2026-03-01T11:59:59Z");

        assertThat(observe("anthropic", headers))
                .containsExactly(
                        new Observation(Dimension.REQUESTS_PER_MINUTE, 50, 49, 1_000),
                        new Observation(Dimension.INPUT_TOKENS_PER_MINUTE, 30_000, 28_000, 4_000),
                        new Observation(Dimension.OUTPUT_TOKENS_PER_MINUTE, 8_000, 8_000, 0));
    }

    @Test
    void mistralTellsNoReset() {
        Map<String, String> headers = Map.of(
                "x-ratelimit-limit-req-minute", "60",
                "x-ratelimit-remaining-req-minute", "59",
                "x-ratelimit-limit-tokens-minute", "500000",
                "x-ratelimit-remaining-tokens-minute", "499000");

        assertThat(observe("mistral", headers))
                .containsExactly(
                        new Observation(Dimension.REQUESTS_PER_MINUTE, 60, 59, 0),
                        new Observation(Dimension.TOKENS_PER_MINUTE, 500_000, 499_000, 0))
                .noneMatch(Observation::isWhole);
    }

    @Test
    void cerebrasTellsSecondsWithAFraction() {
        Map<String, String> headers = Map.of(
                "x-ratelimit-limit-requests-day", "14400",
                "x-ratelimit-remaining-requests-day", "14399",
                "x-ratelimit-reset-requests-day", "33011.382867",
                "x-ratelimit-limit-tokens-minute", "60000",
                "x-ratelimit-remaining-tokens-minute", "59600",
                "x-ratelimit-reset-tokens-minute", "11.3828");

        assertThat(observe("cerebras", headers))
                .containsExactly(
                        new Observation(Dimension.REQUESTS_PER_DAY, 14_400, 14_399, 33_011_383),
                        new Observation(Dimension.TOKENS_PER_MINUTE, 60_000, 59_600, 11_383));
    }

    @Test
    void aProviderWithoutHeadersTellsNothing() {
        for (String provider : Providers.names())
            assertThat(observe(provider, Map.of())).isSameAs(List.of());
    }

    @ParameterizedTest
    @CsvSource({"-1, -1", "'', ''", "many, few", "-5, 100", "1e9, 1e9", "NaN, NaN"})
    void numbersWithoutSenseAreNoObservation(String remaining, String limit) {
        Map<String, String> headers =
                Map.of("x-ratelimit-remaining-tokens", remaining, "x-ratelimit-limit-tokens", limit);

        assertThat(observe("azure", headers)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "''", "soon", "50"})
    void aLimitWithoutSenseBindsNothing(String limit) {
        Map<String, String> headers = Map.of(
                "x-ratelimit-remaining-tokens", "90",
                "x-ratelimit-limit-tokens", limit,
                "x-ratelimit-reset-tokens", "6s");

        assertThat(observe("openai", headers))
                .containsExactly(new Observation(Dimension.TOKENS_PER_MINUTE, Observation.NO_LIMIT, 90, 6_000));
        assertThat(observe("openai", headers).get(0).isWhole()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "6ms, 6",
        "120ms, 120",
        "1s, 1000",
        "7.66s, 7660",
        "6.780999999s, 6781",
        "1m0.363142857s, 60364",
        "2m59.56s, 179560",
        "6m0s, 360000",
        "114h18m0s, 411480000",
        "1d, 86400000",
        "41, 41000",
        "59.5, 59500",
        "0, 0",
        "0s, 0",
        "-1, 0",
        "1772366460, 60000",
        "1772366460000, 60000",
        "2026-03-01T12:01:00Z, 60000",
        "2026-03-01T12:01:00.5Z, 60500",
        "2026-03-01T13:01:00+01:00, 60000",
        "'Sun, 01 Mar 2026 12:00:30 GMT', 30000",
        "2026-03-01T11:00:00Z, 0",
        "2026-13-01T11:00:00Z, 0",
        "12 parsecs, 0",
        "5m12, 0",
        "s, 0"
    })
    void resetsComeInManyForms(String text, long millis) {
        assertThat(HeaderNumber.millis(text, Answer.NOW)).isEqualTo(millis);
    }

    @Property(tries = 300)
    void theQuickReadingIsTheThoroughOne(
            @ForAll @IntRange(max = 99) int minutes,
            @ForAll @IntRange(max = 59) int seconds,
            @ForAll @IntRange(max = 999_999) int fraction) {
        for (String text : List.of(
                minutes + "m" + seconds + "s",
                minutes + "h" + seconds + "m",
                seconds + "." + fraction + "s",
                minutes + "m" + seconds + "." + fraction + "s",
                fraction + "ms",
                minutes + "." + fraction)) {
            assertThat(HeaderNumber.millis(text, Answer.NOW))
                    .as(text)
                    .isEqualTo(StatedWait.seconds(text).orElse(0));
        }
    }

    @Property(tries = 100)
    void aMomentIsReadAsTheCalendarSays(@ForAll @IntRange(min = 1, max = 2_000_000_000) int later) {
        Instant moment = Answer.NOW.plusSeconds(later);

        assertThat(HeaderNumber.millis(moment.toString(), Answer.NOW))
                .isEqualTo(Math.min(later * 1_000L, StatedWait.MOST_MILLIS));
    }

    /** The hot path reads these for every answer. A generous bound, so that only a blunder fails: the bench says how fast it is. */
    @Test
    void sixHeadersAreReadInNoTime() {
        Dialect groq = Groq.DIALECT;
        long best = Long.MAX_VALUE;
        int seen = 0;
        for (int round = 0; round < 20; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 5_000; i++)
                seen += groq.observe(GROQ::get, Answer.NOW).size();
            best = Math.min(best, (System.nanoTime() - start) / 5_000);
        }

        assertThat(seen).isEqualTo(20 * 5_000 * 2);
        assertThat(best).as("nanoseconds").isLessThan(5_000);
    }
}
