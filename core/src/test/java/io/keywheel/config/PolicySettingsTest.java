package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Counting;
import io.keywheel.pool.Dimension;
import io.keywheel.pool.Policy;
import io.keywheel.pool.Reach;
import io.keywheel.provider.Dialect;
import io.keywheel.provider.Providers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicySettingsTest {
    @RegisterExtension
    final Given given = new Given();

    @Test
    void aPoolStaysOnItsKeyUnlessItIsToldOtherwise() {
        assertThat(given.pooled("groq").rules().policy()).isEqualTo(Policy.STICKY);
    }

    @ParameterizedTest
    @CsvSource({
        "sticky, STICKY",
        "round-robin, ROUND_ROBIN",
        "Round_Robin, ROUND_ROBIN",
        "least-used, LEAST_USED",
        "fastest, FASTEST",
        "headroom, HEADROOM"
    })
    void aPolicyIsNamedByItsWords(String text, Policy policy) {
        given.environment("KEYWHEEL_POLICY", text);

        assertThat(given.pooled("groq").rules().policy()).isEqualTo(policy);
    }

    @Test
    void thePolicyOfOneProviderStandsOverThePolicyOfAll() {
        given.file("keywheel.yaml", "policy: fastest\nproviders: {openai: {policy: headroom, apiKey: sk-fake-one}}")
                .environment("GROQ_API_KEY", "gsk_fake_one");

        assertThat(given.pooled("groq").rules().policy()).isEqualTo(Policy.FASTEST);
        assertThat(given.pooled("openai").rules().policy()).isEqualTo(Policy.HEADROOM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEYWHEEL_POLICY", "KEYWHEEL_GROQ_POLICY", "KEYWHEEL_OPENAI_POLICY"})
    void aPolicyThatNobodyKnowsIsOneMistake(String setting) {
        given.environment(setting, "best");

        assertThat(given.mistakes())
                .containsExactly(setting + " (environment " + setting + "): \"best\" is not known."
                        + " Write one of sticky, round-robin, least-used, fastest, headroom.");
    }

    @Test
    void aPoolCountsAsItsDialectDoes() {
        given.realProviders();
        for (String name : Providers.names())
            given.environment("KEYWHEEL_" + ProviderSettings.envName(name) + "_BASE_URL", "http://127.0.0.1:9/v1");

        assertThat(given.settings().providers())
                .hasSameSizeAs(Providers.names())
                .allSatisfy(pooled -> {
                    Dialect dialect = pooled.provider().dialect();
                    Counting counting = pooled.rules().counting();
                    assertThat(counting.allModels()).isEqualTo(dialect.counts() == Reach.GROUP);
                    assertThat(counting.family().apply("models/any:free")).isEqualTo(dialect.family("models/any:free"));
                    assertThat(counting.perOrganisation()).isEqualTo(dialect.countsPerOrganisation());
                    assertThat(counting.provesKeys()).isEqualTo(dialect.probe().refusesUnknownKeys());
                    for (Dimension each : Dimension.values())
                        assertThat(counting.refill().apply(each)).isEqualTo(dialect.refill(each));
                });
    }
}
