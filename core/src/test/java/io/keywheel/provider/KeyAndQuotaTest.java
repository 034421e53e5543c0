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

class KeyAndQuotaTest {

    @Test
    void anUnknownKeyIsInvalidAndItsEchoIsNotRepeated() {
        Verdict verdict = Answer.error(
                        401,
                        "invalid_api_key",
                        "Incorrect API key provided: sk-fake-****************************FaKe. See the docs.")
                .asOpenAi();

        assertThat(verdict.outcome()).isEqualTo(Outcome.KEY_INVALID);
        assertThat(verdict.reach()).isEqualTo(Reach.KEY);
        assertThat(verdict.message())
                .doesNotContain("FaKe", "sk-fake")
                .contains("Incorrect API key provided", "See the docs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Unauthorized", "{\"detail\":\"Unauthorized\"}", "{\"error\":\"unauthorized\"}"})
    void a401IsAnInvalidKeyInEveryEnvelope(String body) {
        assertThat(Answer.of(401, body).asGeneric().outcome()).isEqualTo(Outcome.KEY_INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You have insufficient permissions for this operation. Missing scopes: demo.write.",
                "Your IP address is not authorized for this project."
            })
    void aRestrictedKeyLives(String message) {
        Verdict verdict = Answer.saying(401, message).asOpenAi();

        assertThat(verdict.outcome()).isEqualTo(Outcome.KEY_FORBIDDEN);
        assertThat(verdict.reach()).isEqualTo(Reach.KEY_MODEL);
    }

    @Test
    void anOrganisationHeaderOfTheCallersBlamesNoKey() {
        assertThat(Answer.error(401, "mismatched_organization", "Header should match organization for API key")
                        .asOpenAi()
                        .outcome())
                .isEqualTo(Outcome.REQUEST_REJECTED);
    }

    @Test
    void aRestrictedOrganisationTakesItsWholeGroup() {
        Verdict verdict = Answer.error(400, "organization_restricted", "Reach out to support.")
                .asGroq();

        assertThat(verdict.outcome()).isEqualTo(Outcome.KEY_INVALID);
        assertThat(verdict.reach()).isEqualTo(Reach.GROUP);
    }

    @ParameterizedTest
    @CsvSource({
        "400, This organization has been disabled., KEY_INVALID, GROUP",
        "400, Incorrect API key provided. Get one at the console., KEY_INVALID, KEY",
        "400, API key not valid. Please pass a valid API key., KEY_INVALID, KEY",
        "400, Your credit balance is too low to access the API., QUOTA_EXHAUSTED, GROUP",
        "400, Your organization must be verified to stream this model., KEY_FORBIDDEN, KEY_MODEL",
        "403, Your account has been suspended., KEY_INVALID, GROUP",
        "403, Your API key was reported as leaked., KEY_INVALID, KEY",
        "403, Your team has used all available credits., QUOTA_EXHAUSTED, GROUP",
        "403, Key limit exceeded (total limit)., QUOTA_EXHAUSTED, KEY",
        "403, Project does not have access to model demo-x, KEY_FORBIDDEN, KEY_MODEL",
        "412, 'Account demo is suspended, possibly by its monthly spending limit.', QUOTA_EXHAUSTED, GROUP",
        "403, Demo API has not been used in project 7 before or it is disabled., KEY_FORBIDDEN, KEY_MODEL",
        "403, Your newly created team doesn't have any credits yet., QUOTA_EXHAUSTED, GROUP",
        "412, Account demo is suspended., QUOTA_EXHAUSTED, GROUP",
        "402, Insufficient Balance, QUOTA_EXHAUSTED, GROUP",
        "429, 'You exceeded your current quota, please check your plan.', QUOTA_EXHAUSTED, GROUP",
        "429, 'You have reached your session usage limit, upgrade.', QUOTA_EXHAUSTED, GROUP",
        "429, Your project has exceeded its monthly spending cap., QUOTA_EXHAUSTED, GROUP",
        "429, Your account has been deactivated., KEY_INVALID, GROUP"
    })
    void providersSayItInSentences(int status, String message, Outcome outcome, Reach reach) {
        Verdict verdict = Answer.saying(status, message).asGeneric();

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.reach()).isEqualTo(reach);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insufficient_quota",
                "credit_balance_exhausted",
                "project_spend_limit_exceeded",
                "organization_usage_limit_exceeded",
                "billing_hard_limit_reached"
            })
    void billingCodesExhaustTheGroup(String code) {
        Verdict verdict = Answer.error(429, code, "Something about money.")
                .with("retry-after", "1")
                .asOpenAi();

        assertThat(verdict.outcome()).isEqualTo(Outcome.QUOTA_EXHAUSTED);
        assertThat(verdict.reach()).isEqualTo(Reach.GROUP);
        assertThat(verdict.dimension()).isEqualTo(Dimension.CREDIT);
        assertThat(verdict.waitMillis())
                .as("money does not come back by waiting")
                .isEmpty();
    }

    @Test
    void aTypeAloneSaysInsufficientQuota() {
        String body =
                "{\"error\":{\"message\":\"Plan.\",\"type\":\"insufficient_quota\",\"param\":null,\"code\":null}}";

        Verdict verdict = Answer.of(429, body).asOpenAi();

        assertThat(verdict.outcome()).isEqualTo(Outcome.QUOTA_EXHAUSTED);
        assertThat(verdict.code()).isEqualTo("insufficient_quota");
    }

    @Test
    void groqsSpendLimitIsNoMistakeOfTheCallers() {
        assertThat(Answer.error(400, "blocked_api_access", "Blocked.").asGroq().outcome())
                .isEqualTo(Outcome.QUOTA_EXHAUSTED);
    }

    @Test
    void aNamedDayIsTheWaitOfAnExhaustedQuota() {
        Verdict verdict = Answer.saying(
                        400,
                        "You have reached your specified API usage limits. You will regain access on 2026-03-02 at 00:00 UTC.")
                .asGeneric();

        assertThat(verdict.outcome()).isEqualTo(Outcome.QUOTA_EXHAUSTED);
        assertThat(verdict.waitMillis()).hasValue(12 * 3_600_000);
    }

    @Test
    void aLimitPerMinuteIsNoExhaustedQuotaHoweverMuchItSpeaksOfBilling() {
        String body =
                "{\"error\":{\"message\":\"Your rate limit is 20 queries per minute. See the billing page: credit limit.\","
                        + "\"type\":\"credit_limit\"}}";

        assertThat(Answer.of(429, body).asGeneric().outcome()).isEqualTo(Outcome.RATE_LIMITED);
        assertThat(Answer.of(402, body).asGeneric().outcome()).isEqualTo(Outcome.QUOTA_EXHAUSTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The model `demo-x` does not exist or you do not have access to it.",
                "model 'demo-x' not found",
                "models/demo-x is not found for API version v1, or is not supported for this method.",
                "model: demo-x",
                "Requested entity was not found."
            })
    void a404AboutAModelForbidsTheKeyThisModel(String message) {
        Verdict verdict = Answer.saying(404, message).asGeneric();

        assertThat(verdict.outcome()).isEqualTo(Outcome.KEY_FORBIDDEN);
        assertThat(verdict.reach()).isEqualTo(Reach.KEY_MODEL);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404})
    void theCodeModelNotFoundNeedsNoSentence(int status) {
        assertThat(Answer.error(status, "model_not_found", "No.").asOpenAi().outcome())
                .isEqualTo(Outcome.KEY_FORBIDDEN);
    }
}
