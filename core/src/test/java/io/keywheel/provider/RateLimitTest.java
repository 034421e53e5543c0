package io.keywheel.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import io.keywheel.pool.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {

    @Test
    void aTokenLimitOfGroqBindsTheGroupWithThisModel() {
        Verdict verdict = Answer.error(
                        429,
                        "rate_limit_exceeded",
                        "Rate limit reached for model `demo-8b` in organization `org_made_up` on tokens per minute (TPM):"
                                + " Limit 6000, Used 5100, Requested 1300. Please try again in 4.0000001s.")
                .asGroq();

        assertThat(verdict.outcome()).isEqualTo(Outcome.RATE_LIMITED);
        assertThat(verdict.reach()).isEqualTo(Reach.GROUP_MODEL);
        assertThat(verdict.dimension()).isEqualTo(Dimension.TOKENS_PER_MINUTE);
        assertThat(verdict.waitMillis()).hasValue(4001);
        assertThat(verdict.code()).isEqualTo("rate_limit_exceeded");
        assertThat(verdict.status()).isEqualTo(429);
    }

    @ParameterizedTest
    @CsvSource({
        "requests per minute (RPM), REQUESTS_PER_MINUTE",
        "requests per day (RPD), REQUESTS_PER_DAY",
        "tokens per day (TPD), TOKENS_PER_DAY",
        "tokens per min (TPM), TOKENS_PER_MINUTE",
        "input tokens per minute (ITPM), INPUT_TOKENS_PER_MINUTE",
        "output tokens per minute (OTPM), OUTPUT_TOKENS_PER_MINUTE",
        "seconds of audio per hour (ASH), AUDIO_SECONDS_PER_HOUR",
        "seconds of audio per day (ASD), AUDIO_SECONDS_PER_DAY",
        "requests per min, REQUESTS_PER_MINUTE",
        "60 queries per minute, REQUESTS_PER_MINUTE",
        "the number of concurrent requests, CONCURRENCY"
    })
    void theWordsTellTheDimension(String words, Dimension dimension) {
        Verdict verdict = Answer.error(429, "rate_limit_exceeded", "Limit reached on " + words + ". Try again in 2s.")
                .asOpenAi();

        assertThat(verdict.outcome()).isEqualTo(Outcome.RATE_LIMITED);
        assertThat(verdict.dimension()).isEqualTo(dimension);
        assertThat(verdict.waitMillis()).hasValue(2000);
    }

    @Test
    void aDailyLimitWithAWaitRefills() {
        Verdict verdict = Answer.saying(
                        429,
                        "Rate limit reached for demo-mini on requests per day (RPD): Limit 500, Used 500, Requested 1."
                                + " Please try again in 2m52.8s.")
                .asOpenAi();

        assertThat(verdict.outcome()).isEqualTo(Outcome.RATE_LIMITED);
        assertThat(verdict.waitMillis()).hasValue(172_800);
    }

    @Test
    void aDailyLimitWithoutAWaitIsExhausted() {
        Verdict verdict = Answer.saying(429, "Requests per day limit exceeded - too many requests sent.")
                .asGeneric();

        assertThat(verdict.outcome()).isEqualTo(Outcome.QUOTA_EXHAUSTED);
        assertThat(verdict.dimension()).isEqualTo(Dimension.REQUESTS_PER_DAY);
        assertThat(verdict.reach()).isEqualTo(Reach.GROUP_MODEL);
        assertThat(verdict.waitMillis()).isEmpty();
    }

    @Test
    void theWaitIsBelievedWhereTheLabelContradictsIt() {
        Verdict verdict = Answer.error(
                        429,
                        "rate_limit_exceeded",
                        "Rate limit reached on tokens per min (TPM): Limit 1000, Used 990, Requested 90."
                                + " Please try again in 57h36m0s. Add a payment method to your account.")
                .asOpenAi();

        assertThat(verdict.outcome()).isEqualTo(Outcome.RATE_LIMITED);
        assertThat(verdict.waitMillis()).hasValue(207_360_000);
    }

    @Test
    void aRefusalWithoutAWordIsALimitWithoutAWait() {
        Verdict verdict = Answer.of(429, "").asOpenAi();

        assertThat(verdict.outcome()).isEqualTo(Outcome.RATE_LIMITED);
        assertThat(verdict.reach()).isEqualTo(Reach.GROUP_MODEL);
        assertThat(verdict.waitMillis()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 429})
    void aRequestLargerThanTheLimitIsRejectedWhateverTheStatus(int status) {
        Verdict verdict = Answer.error(
                        status,
                        "rate_limit_exceeded",
                        "Request too large for model `demo-8b` on tokens per minute (TPM): Limit 6000, Requested 12,500."
                                + " Please try again in 1m0s.")
                .asGroq();

        assertThat(verdict.outcome()).isEqualTo(Outcome.REQUEST_REJECTED);
        assertThat(verdict.reach()).isEqualTo(Reach.NOBODY);
        assertThat(verdict.dimension()).isEqualTo(Dimension.TOKENS_PER_MINUTE);
        assertThat(verdict.waitMillis()).isEmpty();
    }

    @Test
    void aRequestAsLargeAsTheLimitMayWait() {
        Verdict verdict = Answer.saying(429, "Limit 6000, Used 1, Requested 6000. Please try again in 10ms.")
                .asGroq();

        assertThat(verdict.outcome()).isEqualTo(Outcome.RATE_LIMITED);
        assertThat(verdict.waitMillis()).hasValue(10);
    }

    @Test
    void googleNamesTheQuotaAndTheWaitInItsDetails() {
        Verdict verdict = Answer.of(429, google("GenerateRequestsPerMinutePerProjectPerModel-Demo", "12.0004s"))
                .asGeneric();

        assertThat(verdict.outcome()).isEqualTo(Outcome.RATE_LIMITED);
        assertThat(verdict.dimension()).isEqualTo(Dimension.REQUESTS_PER_MINUTE);
        assertThat(verdict.waitMillis()).hasValue(12_001);
    }

    @Test
    void googlesShortWaitBesideADailyQuotaIsNotBelieved() {
        Verdict verdict = Answer.of(429, google("GenerateRequestsPerDayPerProjectPerModel-Demo", "12s"))
                .asGeneric();

        assertThat(verdict.outcome()).isEqualTo(Outcome.QUOTA_EXHAUSTED);
        assertThat(verdict.dimension()).isEqualTo(Dimension.REQUESTS_PER_DAY);
        assertThat(verdict.waitMillis()).isEmpty();
    }

    private static String google(String quota, String delay) {
        return """
                [{"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "message": "You exceeded your current quota.",
                  "details": [{"@type": "demo/QuotaFailure", "violations": [{"quotaId": "%s"}]},
                              {"@type": "demo/RetryInfo", "retryDelay": "%s"}]}}]""".formatted(quota, delay);
    }

    @Test
    void aModelThatTheTierDoesNotHaveIsExhaustedWhateverTheWaitBesideIt() {
        Verdict verdict = Answer.saying(
                        429,
                        "Quota exceeded for metric: demo.example/requests, limit: 0, model: demo Please retry in 9s.")
                .asGeneric();

        assertThat(verdict.outcome()).isEqualTo(Outcome.QUOTA_EXHAUSTED);
        assertThat(verdict.reach()).isEqualTo(Reach.GROUP_MODEL);
        assertThat(verdict.waitMillis()).isEmpty();
    }

    @Test
    void groqsRequestHeadersCountADayAndOpenAisAMinute() {
        Answer answer = Answer.of(429, "")
                .with("x-ratelimit-remaining-requests", "0")
                .with("x-ratelimit-reset-requests", "6.1s");

        assertThat(answer.asGroq().dimension()).isEqualTo(Dimension.REQUESTS_PER_DAY);
        assertThat(answer.asOpenAi().dimension()).isEqualTo(Dimension.REQUESTS_PER_MINUTE);
        assertThat(answer.asGroq().outcome()).isEqualTo(Outcome.RATE_LIMITED);
        assertThat(answer.asGroq().waitMillis()).hasValue(6100);
    }
}
