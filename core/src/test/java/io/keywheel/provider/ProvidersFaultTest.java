package io.keywheel.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import io.keywheel.pool.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersFaultTest {
    private static final String PAGE =
            "<!DOCTYPE html>\n<html><head><title>demo.example | Bad gateway</title></head></html>";

    @ParameterizedTest
    @CsvSource({
        "500, PROVIDER_FAILED",
        "502, PROVIDER_FAILED",
        "504, PROVIDER_FAILED",
        "520, PROVIDER_FAILED",
        "408, PROVIDER_FAILED",
        "498, PROVIDER_OVERLOADED",
        "503, PROVIDER_OVERLOADED",
        "529, PROVIDER_OVERLOADED"
    })
    void theStatusOfABrokenProviderIsEnough(int status, Outcome outcome) {
        Verdict verdict = Answer.of(status, "").asGroq();

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.reach()).isEqualTo(Reach.UPSTREAM);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 524})
    void aPageIsABrokenProvider(int status) {
        Verdict verdict = Answer.of(status, PAGE).asOpenAi();

        assertThat(verdict.outcome()).isEqualTo(Outcome.PROVIDER_FAILED);
        assertThat(verdict.message()).isEqualTo("a page: demo.example | Bad gateway");
    }

    @ParameterizedTest
    @CsvSource({"401, PROVIDER_FAILED", "403, PROVIDER_FAILED", "429, PROVIDER_OVERLOADED", "404, REQUEST_REJECTED"})
    void aPageOnTheWayNeverBlamesAKey(int status, Outcome outcome) {
        assertThat(Answer.of(status, PAGE).asGroq().outcome()).isEqualTo(outcome);
        assertThat(Answer.of(status, "error code: 1015").asGroq().outcome()).isEqualTo(outcome);
    }

    @Test
    void aPageInsideA200IsAWrongAddress() {
        assertThat(Answer.of(200, PAGE)
                        .with("content-type", "text/html")
                        .asGeneric()
                        .outcome())
                .isEqualTo(Outcome.PROVIDER_FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "We're experiencing high traffic right now!",
                "Service tier capacity exceeded for this model.",
                "The engine is currently overloaded",
                "Server busy, maximum pending requests exceeded",
                "Resource exhausted. Please try again later."
            })
    void a429OfItsOwnLoadBlamesNoKey(String message) {
        Verdict verdict = Answer.saying(429, message).asGeneric();

        assertThat(verdict.outcome()).isEqualTo(Outcome.PROVIDER_OVERLOADED);
        assertThat(verdict.reach()).isEqualTo(Reach.UPSTREAM);
    }

    @Test
    void aProviderBehindTheProviderIsNotOurKeysFault() {
        String body = "{\"error\":{\"message\":\"Provider returned error\",\"code\":429,\"metadata\":"
                + "{\"raw\":\"{\\\"error\\\":{\\\"code\\\":\\\"insufficient_quota\\\"}}\",\"retry_after_seconds\":7}}}";

        Verdict verdict = Answer.of(429, body).asGeneric();

        assertThat(verdict.outcome()).isEqualTo(Outcome.PROVIDER_OVERLOADED);
        assertThat(verdict.waitMillis()).hasValue(7000);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 429, 200})
    void aServerErrorIsOneWhateverItCallsItself(int status) {
        String body =
                "{\"error\":{\"message\":\"The server had an error processing your request.\",\"type\":\"invalid_request_error\"}}";

        assertThat(Answer.of(status, body).asGroq().outcome()).isEqualTo(Outcome.PROVIDER_FAILED);
    }

    @Test
    void aRedirectIsAWrongBaseUrl() {
        Verdict verdict = Answer.of(301, "")
                .with("location", "https://demo.example/v1?token=fake-secret")
                .asGeneric();

        assertThat(verdict.outcome()).isEqualTo(Outcome.PROVIDER_FAILED);
        assertThat(verdict.message())
                .contains("https://demo.example/v1", "correct the base URL")
                .doesNotContain("fake-secret");
    }

    @Test
    void anUnchangedResourceIsAnAnswer() {
        assertThat(Answer.of(304, "").asGeneric().outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'error':{'type':'overloaded_error','message':'Overloaded'}} | PROVIDER_OVERLOADED",
                "{'error':{'code':429,'message':'Slow down.'}} | RATE_LIMITED",
                "{'error':{'code':502,'message':'Gone.'}} | PROVIDER_FAILED",
                "{'error':{'code':'server_error','message':'Gone.'}} | PROVIDER_FAILED",
                "{'error':{'code':'insufficient_quota','message':'Plan.'}} | QUOTA_EXHAUSTED",
                "{'error':{'code':'tool_use_failed','status_code':400,'message':'No tool.'}} | REQUEST_REJECTED",
                "{'error':'something broke'} | PROVIDER_FAILED",
                "{'type':'error','code':'rate_limit_exceeded','message':'Slow.'} | RATE_LIMITED",
                "{'type':'response.failed','response':{'error':{'code':'server_error','message':'x'}}} | PROVIDER_FAILED",
                "{'object':'error','message':'bad','type':'BadRequestError','code':400} | REQUEST_REJECTED",
                "{'object':'response','status':'failed','error':{'code':'server_error'}} | PROVIDER_FAILED",
                "{'object':'response','status':'completed','error':null} | SUCCEEDED",
                "{'object':'chat.completion','choices':[{'message':{'content':'\\'error\\': {}'}}]} | SUCCEEDED",
                "{'object':'fine_tuning.job','status':'failed','error':{'code':'invalid_file'}} | SUCCEEDED",
                "{'error':{}} | SUCCEEDED",
                "{'error':''} | SUCCEEDED",
                "{'error':false} | SUCCEEDED",
                "{'choices':[{'error':{'code':500}}]} | SUCCEEDED",
                "not JSON with an `error` | SUCCEEDED",
                "'' | SUCCEEDED"
            })
    void a200IsAnErrorWhereItsTopLevelSaysSo(String body, Outcome outcome) {
        String json = body.replace("\\'", "\\\"").replace('\'', '"');

        assertThat(Answer.of(200, json).asGeneric().outcome()).isEqualTo(outcome);
    }

    @Test
    void anErrorEventIsNeverASuccess() {
        Answer event = Answer.of(200, "it broke").with("content-type", "text/event-stream; charset=utf-8");

        assertThat(event.asGeneric().outcome()).isEqualTo(Outcome.PROVIDER_FAILED);
    }
}
