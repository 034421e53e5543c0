package io.keywheel.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import io.keywheel.pool.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallersMistakeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP 429 Too Many Requests, insufficient_quota, please try again in 20s",
                "Your credit balance is too low",
                "This organization has been disabled.",
                "Incorrect API key provided",
                "The server had an error",
                "Limit 10, Used 9, Requested 2. Please try again in 1s",
                "we are overloaded, high demand, at capacity",
                "Organization has been restricted"
            })
    void whateverTheCallerWroteA400BlamesNobody(String written) {
        for (String message : new String[] {
            "Invalid 'messages[0].content': string '" + written + "' is no text.", "Unknown field in: " + written,
        }) {
            Verdict verdict = Answer.error(400, "invalid_value", message).asOpenAi();

            assertThat(verdict.outcome()).as(message).isEqualTo(Outcome.REQUEST_REJECTED);
            assertThat(verdict.reach()).isEqualTo(Reach.NOBODY);
            assertThat(verdict.waitMillis()).isEmpty();
        }
    }

    @Test
    void jsonThatTheCallerWroteIsNotTheProvidersCode() {
        String echoed = "{\\\"error\\\":{\\\"code\\\":\\\"insufficient_quota\\\"}} is no valid message";
        String input =
                "{\"detail\":[{\"type\":\"extra_forbidden\",\"msg\":\"No.\",\"input\":{\"error\":{\"code\":\"insufficient_quota\"}}}]}";

        assertThat(Answer.saying(400, echoed).asOpenAi().outcome()).isEqualTo(Outcome.REQUEST_REJECTED);
        assertThat(Answer.of(422, input).asGeneric().outcome()).isEqualTo(Outcome.REQUEST_REJECTED);
        assertThat(Answer.of(422, input).asGeneric().message()).isEqualTo("No.");
    }

    @Test
    void aQuotedNameDecidesNothingEvenWhereTheProviderSpeaks() {
        assertThat(Answer.saying(429, "Too many requests for model `used all available credits`.")
                        .asOpenAi()
                        .outcome())
                .isEqualTo(Outcome.RATE_LIMITED);
    }

    @ParameterizedTest
    @CsvSource({
        "400, array_above_max_length, Your quota of stop sequences exceeds the limit of 4.",
        "400, context_length_exceeded, Please reduce the length of the messages.",
        "400, model_decommissioned, The model has been decommissioned.",
        "400, tool_use_failed, Tool call validation failed.",
        "404, unknown_url, Unknown request URL: POST /v1/models/nope.",
        "404, invalid_request_error, No such File object: file-made-up",
        "404, 404, Resource not found",
        "405, x, Method not allowed",
        "409, x, Conflict",
        "412, x, The ETag does not match",
        "413, x, Too large",
        "422, x, Extra inputs are not permitted",
        "403, unsupported_country_region_territory, Not here.",
        "403, x, 'Country, region, or territory not supported'",
        "403, x, Access denied. Please check your network settings.",
        "400, x, User location is not supported for the API use."
    })
    void mistakesPass(int status, String code, String message) {
        Verdict verdict = Answer.error(status, code, message).asGroq();

        assertThat(verdict.outcome()).isEqualTo(Outcome.REQUEST_REJECTED);
        assertThat(verdict.outcome().passes()).isTrue();
    }

    @Test
    void aModelAskedAtTheWrongPlaceIsNoForbiddenModel() {
        assertThat(Answer.saying(404, "This model is only supported in v1/responses and not in v1/chat/completions.")
                        .asOpenAi()
                        .outcome())
                .isEqualTo(Outcome.REQUEST_REJECTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 413})
    void anEmptyRefusalIsAMistake(int status) {
        assertThat(Answer.of(status, "").asGeneric().outcome()).isEqualTo(Outcome.REQUEST_REJECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "400, content_filter, Filtered.",
        "400, content_policy_violation, Refused.",
        "403, x, demo-model requires moderation. No credits were charged.",
        "400, x, The response was filtered due to the prompt triggering a policy.",
        "403, x, demo-model requires moderation. Your input was flagged.",
        "403, x, Content violates usage guidelines."
    })
    void whatIsRefusedForItsContentSaysSo(int status, String code, String message) {
        Verdict verdict = Answer.error(status, code, message).asGeneric();

        assertThat(verdict.outcome()).isEqualTo(Outcome.CONTENT_POLICY);
        assertThat(verdict.reach()).isEqualTo(Reach.NOBODY);
    }

    @Test
    void aRefusalOfAzuresFilterIsToldByItsInnerCode() {
        String body =
                "{\"error\":{\"code\":null,\"message\":\"No.\",\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\"}}}";

        assertThat(Answer.of(400, body).asGeneric().outcome()).isEqualTo(Outcome.CONTENT_POLICY);
    }
}
