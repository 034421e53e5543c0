package io.keywheel.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import io.keywheel.pool.RefillKind;
import io.keywheel.pool.Verdict;
import io.keywheel.provider.Probe.Proof;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {

    private static Dialect of(String provider) {
        return Providers.known(provider).orElseThrow().dialect();
    }

    @Test
    void everyKnownProviderSpeaksItsOwnDialect() {
        assertThat(Providers.names())
                .containsExactly(
                        "groq",
                        "openai",
                        "anthropic",
                        "gemini",
                        "mistral",
                        "cerebras",
                        "deepseek",
                        "together",
                        "fireworks",
                        "openrouter",
                        "xai",
                        "azure",
                        "ollama",
                        "vllm")
                .allSatisfy(name -> assertThat(of(name).name()).isEqualTo(name));
    }

    @Test
    void anthropicsOwnApiTakesTheKeyBareAndTheCompatibleOneAsABearer() {
        Dialect anthropic = of("anthropic");

        assertThat(anthropic.keyHeader("/messages")).isEqualTo("x-api-key");
        assertThat(anthropic.keyPrefix("/messages")).isEmpty();
        assertThat(anthropic.keyHeader("/models")).isEqualTo("x-api-key");
        assertThat(anthropic.keyHeader("/chat/completions")).isEqualTo("authorization");
        assertThat(anthropic.keyPrefix("/chat/completions")).isEqualTo("Bearer ");
        assertThat(anthropic.headers()).containsEntry("anthropic-version", "2023-06-01");
    }

    @Test
    void azureTakesTheKeyInItsOwnHeaderAndNeedsABaseUrl() {
        assertThat(of("azure").keyHeader("/chat/completions")).isEqualTo("api-key");
        assertThat(of("azure").keyPrefix()).isEmpty();
        assertThat(Providers.known("azure").orElseThrow().needsBaseUrl()).isTrue();
        assertThat(Providers.known("groq").orElseThrow().needsBaseUrl()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic, claude-opus-4-1-20250805, claude-opus",
        "anthropic, claude-opus-4-5, claude-opus",
        "anthropic, claude-sonnet-4-5, claude-sonnet",
        "anthropic, claude-haiku-4-5-20251001, claude-haiku-4-5",
        "anthropic, claude-haiku-4-5, claude-haiku-4-5",
        "openrouter, demo/demo-8b:free, :free",
        "openrouter, other/other-70b:free, :free",
        "openrouter, demo/demo-8b, demo/demo-8b",
        "gemini, models/gemini-demo, gemini-demo",
        "groq, llama-demo, llama-demo"
    })
    void modelsThatShareALimitHaveOneName(String provider, String model, String family) {
        assertThat(of(provider).family(model)).isEqualTo(family);
    }

    @Test
    void limitsAreCountedAsTheProviderSays() {
        assertThat(of("groq").counts()).isEqualTo(Reach.GROUP_MODEL);
        assertThat(of("fireworks").counts()).isEqualTo(Reach.GROUP);
        assertThat(of("groq").countsPerOrganisation()).isTrue();
        assertThat(of("openai").countsPerOrganisation()).isFalse();
        assertThat(of("gemini").countsPerOrganisation()).isFalse();
        assertThat(of("groq").refill(Dimension.REQUESTS_PER_DAY)).isEqualTo(RefillKind.BUCKET);
        assertThat(of("gemini").refill(Dimension.REQUESTS_PER_DAY)).isEqualTo(RefillKind.WINDOW);
        assertThat(Generic.DIALECT.refill(Dimension.TOKENS_PER_MINUTE)).isEqualTo(RefillKind.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"groq", "openai", "anthropic", "gemini", "mistral", "cerebras", "deepseek", "xai"})
    void aListOfModelsProvesTheKey(String provider) {
        Probe probe = of(provider).probe();

        assertThat(probe.path()).isEqualTo("/models");
        assertThat(probe.proof(Outcome.SUCCEEDED)).isEqualTo(Proof.ALIVE);
        assertThat(probe.proof(Outcome.KEY_INVALID)).isEqualTo(Proof.DEAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ollama", "vllm", "fireworks"})
    void whereAnybodyIsAnswered200ProvesNothing(String provider) {
        assertThat(of(provider).probe().proof(Outcome.SUCCEEDED)).isEqualTo(Proof.NOTHING);
        assertThat(of(provider).probe().proof(Outcome.KEY_INVALID)).isEqualTo(Proof.DEAD);
    }

    @Test
    void openRoutersListOfModelsNeedsNoKeySoItsKeyIsAsked() {
        assertThat(of("openrouter").probe()).isEqualTo(Probe.proving("/key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RATE_LIMITED", "PROVIDER_FAILED", "REQUEST_REJECTED", "KEY_FORBIDDEN", "QUOTA_EXHAUSTED"})
    void anyOtherAnswerToAProbeProvesNothing(Outcome outcome) {
        assertThat(of("groq").probe().proof(outcome)).isEqualTo(Proof.NOTHING);
    }

    @Test
    void googlesDayEndsAtMidnightInCalifornia() {
        // 12:00 UTC is 4 in the morning there, so 20 hours are left.
        Verdict verdict = Answer.of(
                        429,
                        "{\"error\":{\"code\":429,\"message\":\"Quota.\",\"details\":[{\"violations\":"
                                + "[{\"quotaId\":\"GenerateRequestsPerDayPerProjectPerModel\"}]},{\"retryDelay\":\"9s\"}]}}")
                .as("gemini");

        assertThat(verdict.outcome()).isEqualTo(Outcome.QUOTA_EXHAUSTED);
        assertThat(verdict.waitMillis()).hasValue(20 * 3_600_000L);
    }

    @Test
    void theOperatorsRulesComeFirst() {
        CustomRule rule = new CustomRule(
                CustomRule.When.of(503, "", "out of juice"),
                new CustomRule.Then(Outcome.QUOTA_EXHAUSTED, Optional.of(Reach.KEY), OptionalLong.of(60_000)));
        Dialect dialect = of("groq").withRules(List.of(rule));

        Verdict ruled = Answer.saying(503, "We are out of juice.").as(dialect);
        Verdict other = Answer.saying(503, "We are tired.").as(dialect);

        assertThat(ruled.outcome()).isEqualTo(Outcome.QUOTA_EXHAUSTED);
        assertThat(ruled.reach()).isEqualTo(Reach.KEY);
        assertThat(ruled.waitMillis()).hasValue(60_000);
        assertThat(other.outcome()).isEqualTo(Outcome.PROVIDER_OVERLOADED);
        assertThat(dialect.name()).isEqualTo("groq");
    }

    @Test
    void aRuleByCodeHoldsWhateverTheCaseAndTheAnswersWaitIsBelieved() {
        CustomRule rule = new CustomRule(
                CustomRule.When.of(0, "^DEMO_BUSY$", ""),
                new CustomRule.Then(Outcome.RATE_LIMITED, Optional.empty(), OptionalLong.empty()));

        Verdict verdict =
                Answer.error(400, "demo_busy", "Try again in 3s.").as(Generic.DIALECT.withRules(List.of(rule)));

        assertThat(verdict.outcome()).isEqualTo(Outcome.RATE_LIMITED);
        assertThat(verdict.waitMillis()).hasValue(3_000);
    }

    @Test
    void aRuleNeverReadsWhatStandsInQuotes() {
        CustomRule rule = new CustomRule(
                CustomRule.When.of(400, "", "dead key"),
                new CustomRule.Then(Outcome.KEY_INVALID, Optional.empty(), OptionalLong.empty()));

        assertThat(Answer.saying(400, "Invalid value 'dead key'.")
                        .as(Generic.DIALECT.withRules(List.of(rule)))
                        .outcome())
                .isEqualTo(Outcome.REQUEST_REJECTED);
    }

    @Test
    void laterRulesComeBeforeEarlierOnes() {
        Dialect dialect = Generic.DIALECT
                .withRules(List.of(on418(Outcome.KEY_INVALID)))
                .withRules(List.of(on418(Outcome.CONTENT_POLICY)));

        assertThat(Answer.of(418, "").as(dialect).outcome()).isEqualTo(Outcome.CONTENT_POLICY);
    }

    private static CustomRule on418(Outcome outcome) {
        return new CustomRule(
                CustomRule.When.of(418, "", ""), new CustomRule.Then(outcome, Optional.empty(), OptionalLong.empty()));
    }

    @Test
    void aRuleThatCannotBeMeantIsRefusedInASentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomRule.When.of(0, "", " "))
                .withMessage("a status, a code or a text is needed");
        assertThatIllegalArgumentException().isThrownBy(() -> CustomRule.When.of(200, "", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> CustomRule.When.of(700, "x", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> CustomRule.When.of(429, "", "(unclosed"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CustomRule.Then(Outcome.SUCCEEDED, Optional.empty(), OptionalLong.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new CustomRule.Then(Outcome.RATE_LIMITED, Optional.of(Reach.UPSTREAM), OptionalLong.empty()))
                .withMessage("RATE_LIMITED never reaches UPSTREAM");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CustomRule.Then(Outcome.REQUEST_REJECTED, Optional.empty(), OptionalLong.of(5)));
    }
}
