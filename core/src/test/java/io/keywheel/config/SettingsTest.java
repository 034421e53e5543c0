package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.PoolKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final long MIB = 1 << 20;

    @RegisterExtension
    final Given given = new Given();

    @Test
    void everyDefaultCanStand() {
        for (Setting<?> setting : SettingTable.ALL) {
            if (setting.fallback() != null)
                assertThat(parsed(setting, setting.fallback()))
                        .as(setting.name())
                        .isNotNull();
        }
    }

    private static Object parsed(Setting<?> setting, String text) {
        try {
            return setting.parser().parse(text);
        } catch (Unfit e) {
            throw new AssertionError(setting.name(), e);
        }
    }

    @Test
    void keysKeepTheOrderOfTheirSourcesAndAreLabelledByIt() {
        given.environment("GROQ_API_KEY", "gsk_fake_one")
                .environment("GROQ_API_KEY_FALLBACK", " gsk_fake_two ,, 'gsk_fake_three', ");

        assertThat(given.keys("groq"))
                .extracting(PoolKey::label)
                .containsExactly("GROQ_API_KEY", "GROQ_API_KEY_FALLBACK[1]", "GROQ_API_KEY_FALLBACK[2]");
        assertThat(given.secrets("groq")).containsExactly("gsk_fake_one", "gsk_fake_two", "gsk_fake_three");
        assertThat(given.keys("groq")).extracting(PoolKey::source).containsOnly("environment");
    }

    @Test
    void aSecretGivenTwiceIsOneKeyWithAWarningThatNamesBothPlaces() {
        given.environment("GROQ_API_KEY", "gsk_fake_one")
                .file(".env", "GROQ_API_KEY_FALLBACK=gsk_fake_two,gsk_fake_one");

        assertThat(given.secrets("groq")).containsExactly("gsk_fake_one", "gsk_fake_two");
        assertThat(given.settings().warnings())
                .containsExactly("GROQ_API_KEY_FALLBACK[2] is the same key as GROQ_API_KEY: it counts once");
    }

    @Test
    void withoutAPrimaryKeyTheFirstFurtherOneTakesItsPlace() {
        given.environment("GROQ_API_KEY_FALLBACK", "gsk_fake_two,gsk_fake_three");

        assertThat(given.secrets("groq")).containsExactly("gsk_fake_two", "gsk_fake_three");
        assertThat(given.settings().warnings())
                .containsExactly("GROQ_API_KEY is not set: the first key of GROQ_API_KEY_FALLBACK is the primary one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gsk_…ab",
                "gsk_***",
                "gsk_...",
                "your-api-key",
                "YOUR_API_KEY",
                "your_groq_api_key_here",
                "changeme",
                "change-me",
                "<key>",
                "${GROQ_KEY}",
                "gsk_xxxxxxxx",
                "replace_me"
            })
    void whatOnlyStandsForAKeyIsAMistake(String text) {
        given.environment("GROQ_API_KEY", text);

        assertThat(given.mistakes())
                .containsExactly("GROQ_API_KEY (environment GROQ_API_KEY): GROQ_API_KEY: it looks like a placeholder or"
                        + " a mask, not like a secret. Put the real one there, whole.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gsk_fake one", "gsk_fake\tone", "gsk_fäke", "gsk_fake\u0007"})
    void aKeyThatNoHeaderCanCarryIsAMistake(String text) {
        given.environment("GROQ_API_KEY_FALLBACK", "gsk_fake_two," + text);

        assertThat(given.mistakes()).singleElement().asString().contains("GROQ_API_KEY_FALLBACK[2]: it holds a space");
    }

    @Test
    void aNumberedNameIsToldWhereItBelongs() {
        given.environment("GROQ_API_KEY", "gsk_fake_one").environment("GROQ_API_KEY_2", "gsk_fake_two");

        assertThat(given.settings().warnings())
                .containsExactly("environment GROQ_API_KEY_2 is not read. Further keys go into"
                        + " GROQ_API_KEY_FALLBACK, by commas");
    }

    @Test
    void keysOfProvidersThatNobodyKnowsAreNoneOfOurs() {
        given.environment("WEATHER_API_KEY", "fake-weather").environment("GROQ_API_KEY", "gsk_fake_one");

        assertThat(given.settings().keyCount()).isEqualTo(1);
    }

    @Test
    void aBaseUrlMakesAProvider() {
        given.environment("KEYWHEEL_MY_LLM_BASE_URL", "http://127.0.0.1:9/v1/")
                .environment("MY_LLM_API_KEY", "fake-one");

        Settings settings = given.settings();

        assertThat(settings.defaultProvider()).isEqualTo("my-llm");
        assertThat(settings.providers()).singleElement().satisfies(pooled -> {
            assertThat(pooled.provider().baseUrl()).hasToString("http://127.0.0.1:9/v1");
            assertThat(pooled.provider().dialect().name()).isEqualTo("generic");
            assertThat(pooled.keys()).extracting(PoolKey::label).containsExactly("MY_LLM_API_KEY");
        });
    }

    @Test
    void aBaseUrlMovesAProviderThatIsKnown() {
        given.environment("KEYWHEEL_GROQ_BASE_URL", "http://127.0.0.1:9100/openai/v1");

        assertThat(given.settings().providers()).singleElement().satisfies(pooled -> {
            assertThat(pooled.provider().baseUrl()).hasToString("http://127.0.0.1:9100/openai/v1");
            assertThat(pooled.provider().dialect().name()).isEqualTo("groq");
        });
    }

    @Test
    void aProviderInTheClearBeyondThisMachineIsWarnedOf() {
        given.environment("GROQ_API_KEY", "gsk_fake_one").environment("KEYWHEEL_GROQ_BASE_URL", "http://10.1.1.1/v1");

        assertThat(given.settings().warnings())
                .containsExactly("environment KEYWHEEL_GROQ_BASE_URL: keys and prompts go to 10.1.1.1 unencrypted");
    }

    @Test
    void theOnlyProviderWithKeysIsTheDefaultOne() {
        given.environment("OPENAI_API_KEY", "sk-fake-one");

        assertThat(given.settings().defaultProvider()).isEqualTo("openai");
    }

    @Test
    void ofSeveralProvidersWithKeysGroqIsTheDefaultOneUnlessOneIsNamed() {
        given.environment("OPENAI_API_KEY", "sk-fake-one").environment("GROQ_API_KEY", "gsk_fake_one");

        String unnamed = given.settings().defaultProvider();
        String named =
                given.environment("KEYWHEEL_PROVIDER", "OpenAI").settings().defaultProvider();

        assertThat(unnamed).isEqualTo("groq");
        assertThat(named).isEqualTo("openai");
    }

    @Test
    void aProviderThatNobodyKnowsIsAMistakeThatNamesThoseThatAreKnown() {
        given.environment("KEYWHEEL_PROVIDER", "gork");

        assertThat(given.mistakes())
                .containsExactly("KEYWHEEL_PROVIDER (environment KEYWHEEL_PROVIDER): this provider is not known."
                        + " Use one of groq, openai, or set KEYWHEEL_GORK_BASE_URL.");
    }

    @Test
    void theModelOfOneProviderStandsOverTheModelOfAll() {
        given.environment("GROQ_API_KEY", "gsk_fake_one")
                .environment("OPENAI_API_KEY", "sk-fake-one")
                .environment("KEYWHEEL_MODEL", "general");

        String general = given.settings().providers().get(0).provider().chatModel();
        String other = given.settings().providers().get(1).provider().chatModel();
        given.environment("KEYWHEEL_GROQ_MODEL", "special");
        String special = given.settings().providers().get(0).provider().chatModel();

        assertThat(general).isEqualTo("general");
        assertThat(other).isEqualTo("openai-chat");
        assertThat(special).isEqualTo("special");
    }

    @Test
    void aRouteGoesToAProviderThatIsKnown() {
        given.environment("KEYWHEEL_ROUTES", "gpt-*=openai, claude-*=nobody");

        assertThat(given.mistakes())
                .containsExactly("KEYWHEEL_ROUTES (environment KEYWHEEL_ROUTES): a route goes to a provider that is not"
                        + " known. Use one of groq, openai.");
    }

    @Test
    void allMistakesAreToldAtOnceEachWithItsMend() {
        given.environment("KEYWHEEL_PORT", "8o80")
                .environment("KEYWHEEL_PATIENCE", "soon")
                .environment("KEYWHEEL_POLICY", "fast")
                .environment("KEYWHEEL_CHAT_FAILURE_STATUS", "500")
                .environment("KEYWHEEL_LOG_FORMAT", "xml");

        assertThat(given.mistakes())
                .containsExactlyInAnyOrder(
                        "KEYWHEEL_PORT (environment KEYWHEEL_PORT): \"8o80\" is not a port."
                                + " Use a number from 1 to 65535; 0 takes any free port.",
                        "KEYWHEEL_PATIENCE (environment KEYWHEEL_PATIENCE): \"soon\" is not a duration."
                                + " Write 500ms, 10s, 2m or 1h, from 0s to 86400s.",
                        "KEYWHEEL_POLICY (environment KEYWHEEL_POLICY): \"fast\" is not known."
                                + " Write one of sticky, round-robin, least-used, fastest, headroom.",
                        "KEYWHEEL_CHAT_FAILURE_STATUS (environment KEYWHEEL_CHAT_FAILURE_STATUS): \"500\" is not taken."
                                + " Use 200 or 503.",
                        "KEYWHEEL_LOG_FORMAT (environment KEYWHEEL_LOG_FORMAT): \"xml\" is not known."
                                + " Write one of text, json.");
    }

    @Test
    void beyondLoopbackTheDataPlaneNeedsTokensAndPlainHttpAllowed() {
        given.environment("KEYWHEEL_HOST", "0.0.0.0");

        assertThat(given.mistakes())
                .containsExactlyInAnyOrder(
                        "KEYWHEEL_HOST (environment KEYWHEEL_HOST): beyond loopback tokens and prompts would travel"
                                + " unencrypted. Set KEYWHEEL_TLS_CERT and its key, or KEYWHEEL_ALLOW_PLAIN_HTTP=true if"
                                + " the network is trusted, or stay on 127.0.0.1.",
                        "KEYWHEEL_HOST (environment KEYWHEEL_HOST): beyond loopback every caller must bring a token,"
                                + " and none is set. Set KEYWHEEL_CALLER_TOKENS, or"
                                + " KEYWHEEL_ALLOW_ANONYMOUS_CALLERS=true if whoever reaches it may spend your keys, or"
                                + " stay on 127.0.0.1.");
        given.environment("KEYWHEEL_CALLER_TOKENS", "fake-caller-token")
                .environment("KEYWHEEL_ALLOW_PLAIN_HTTP", "true");
        assertThat(given.settings().dataPlane().host()).isEqualTo("0.0.0.0");
    }

    @Test
    void whoSaysThatAnybodyMaySpendTheKeysIsRemindedOfIt() {
        given.environment("KEYWHEEL_HOST", "0.0.0.0")
                .environment("KEYWHEEL_ALLOW_PLAIN_HTTP", "true")
                .environment("KEYWHEEL_ALLOW_ANONYMOUS_CALLERS", "true");

        assertThat(given.settings().warnings()).anyMatch(line -> line.contains("asks nobody for a token"));
    }

    @Test
    void beyondLoopbackTheAdminPlaneNeedsPlainHttpAllowed() {
        given.environment("KEYWHEEL_ADMIN_HOST", "10.0.0.1");

        assertThat(given.mistakes()).singleElement().asString().startsWith("KEYWHEEL_ADMIN_HOST");
    }

    @Test
    void bothPlanesOnOnePortIsAMistake() {
        given.environment("KEYWHEEL_PORT", "8081");

        assertThat(given.mistakes())
                .containsExactly("KEYWHEEL_ADMIN_PORT: the data plane listens there too."
                        + " Give KEYWHEEL_PORT and KEYWHEEL_ADMIN_PORT different ports.");
    }

    @ParameterizedTest
    @CsvSource({"3072, 32, 256", "96, 32, 32", "48, 16, 16"})
    void heldBodiesTakeAtMostAThirdOfTheHeap(long heap, long each, long all) {
        given.machine(new Machine(heap * MIB, host -> false));

        Settings.Limits limits = given.settings().limits();

        assertThat(limits.replayBytes()).isEqualTo(each * MIB);
        assertThat(limits.replayBytesInAll()).isEqualTo(all * MIB);
    }

    @Test
    void moreThanTheHeapAllowsIsWarnedOf() {
        given.machine(new Machine(48 * MIB, host -> false))
                .environment("GROQ_API_KEY", "gsk_fake_one")
                .environment("KEYWHEEL_REPLAY_BYTES_TOTAL", "1GiB");

        assertThat(given.settings().warnings())
                .containsExactly("environment KEYWHEEL_REPLAY_BYTES_TOTAL is more than a third of the heap:"
                        + " 16777216 bytes are used");
    }

    @Test
    void aProxyOfTheMachineIsHonoured() {
        given.environment("https_proxy", "http://proxy.example:3128").environment("NO_PROXY", "localhost,.internal,*");

        Settings.Upstreams upstreams = given.settings().upstreams();

        assertThat(upstreams.proxy()).hasValueSatisfying(p -> assertThat(p).hasToString("http://proxy.example:3128"));
        assertThat(upstreams.noProxy()).containsExactly("localhost", ".internal", "*");
    }

    @Test
    void pathsAreMeantFromTheWorkingDirectory() {
        given.file("ca.pem", "fake").environment("KEYWHEEL_UPSTREAM_CA", "ca.pem");

        Settings settings = given.settings();

        assertThat(settings.dataDir()).isEqualTo(given.directory().resolve("data"));
        assertThat(settings.upstreams().caFile()).contains(given.directory().resolve("ca.pem"));
    }

    @Test
    void certificatesThatAreNotThereAreAMistake() {
        given.environment("KEYWHEEL_UPSTREAM_CA", "gone.pem");

        assertThat(given.mistakes()).singleElement().asString().contains("the file cannot be read");
    }
}
