package io.keywheel.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitTest {
    private static final Answer LIMITED = Answer.of(429, "");

    @Test
    void millisecondsWinOverSecondsOverResets() {
        Answer resets = LIMITED.with("x-ratelimit-remaining-tokens", "0").with("x-ratelimit-reset-tokens", "9s");
        Answer seconds = resets.with("retry-after", "2");
        Answer millis = seconds.with("retry-after-ms", "1250");

        assertThat(resets.asOpenAi().waitMillis()).hasValue(9000);
        assertThat(seconds.asOpenAi().waitMillis()).hasValue(2000);
        assertThat(millis.asOpenAi().waitMillis()).hasValue(1250);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2000",
        "1.0001, 1001",
        "' 30 ', 30000",
        "86400, 86400000",
        "1m26.4s, 86400",
        "'Sun, 01 Mar 2026 12:00:30 GMT', 30000",
        "'Mon, 01 Mar 2026 12:00:30 GMT', 30000",
        "2026-03-01T12:01:00.5Z, 60500"
    })
    void retryAfterComesInManyForms(String value, long millis) {
        assertThat(LIMITED.with("retry-after", value).asOpenAi().waitMillis()).hasValue(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1", "-0.5", "soon", "", "NaN", "0s", "Sun, 01 Mar 2026 11:00:00 GMT", "1e9", "5 sessions"
            })
    void whatIsNoWaitStaysUnknown(String value) {
        assertThat(LIMITED.with("retry-after", value).asOpenAi().waitMillis()).isEmpty();
        assertThat(LIMITED.with("retry-after", value).asOpenAi().outcome()).isEqualTo(Outcome.RATE_LIMITED);
    }

    @ParameterizedTest
    @CsvSource({
        // The header only rounds the text up.
        "87, 1m26.4s, 86400",
        "87, 87s, 87000",
        "87, 86s, 86000",
        // The header rounds down, or the text knows more.
        "5, 5.289s, 5289",
        // They contradict each other: the longer one is safe.
        "60, 2s, 60000",
        "2, 60s, 60000"
    })
    void headerAndTextAreReconciled(String header, String text, long millis) {
        Answer answer = Answer.saying(429, "Please try again in " + text + ".").with("retry-after", header);

        assertThat(answer.asGroq().waitMillis()).hasValue(millis);
    }

    @Test
    void onlyTheLimitThatIsUsedUpCounts() {
        Answer answer = LIMITED.with("x-ratelimit-remaining-requests", "14399")
                .with("x-ratelimit-reset-requests", "6s")
                .with("x-ratelimit-remaining-tokens", "0")
                .with("x-ratelimit-reset-tokens", "7.66s");

        assertThat(answer.asGroq().waitMillis()).hasValue(7660);
    }

    @Test
    void aLimitPerMinuteDoesNotWaitForTheHeaderOfTheDay() {
        Answer answer = Answer.saying(429, "Rate limit reached on requests per minute (RPM).")
                .with("x-ratelimit-remaining-requests", "0")
                .with("x-ratelimit-reset-requests", "2h");

        assertThat(answer.asGroq().waitMillis()).isEmpty();
    }

    @Test
    void headersWithoutSenseSayNothing() {
        Answer answer = LIMITED.with("x-ratelimit-limit-tokens", "-1")
                .with("x-ratelimit-remaining-tokens", "-1")
                .with("x-ratelimit-reset-tokens", "0");

        assertThat(answer.asOpenAi().waitMillis()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'error':{'message':'slow','code':429,'metadata':{'retry_after_seconds':29}}} | 29000",
                "{'message':'slow','retry_after':1.5} | 1500",
                "{'error':{'message':'slow','retry_after_ms':70}} | 70",
                "{'error':{'message':'slow','metadata':{'headers':{'X-RateLimit-Reset':'1772366460000'}}}} | 60000"
            })
    void bodiesCarryWaitsToo(String body, long millis) {
        assertThat(Answer.of(429, body.replace('\'', '"')).asGeneric().waitMillis())
                .hasValue(millis);
    }
}
