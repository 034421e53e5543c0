package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SourcesTest {
    @RegisterExtension
    final Given given = new Given();

    @Test
    void nothingAtAllIsEnoughToStartWithAWarningThatSaysWhatToDo() {
        Settings settings = given.settings();

        assertThat(settings.dataPlane().port()).isEqualTo(8080);
        assertThat(settings.defaultProvider()).isEqualTo("groq");
        assertThat(settings.keyCount()).isZero();
        assertThat(settings.warnings())
                .containsExactly("No API key is configured. Set GROQ_API_KEY (environment or .env)");
    }

    @Test
    void eachSourceStandsOverTheOneBefore() {
        given.file("keywheel.yaml", "port: 1001\nadmin: {port: 1002}\npatience: 3s\ndrain: 4s\nmodel: from-file\n")
                .file(".env", "KEYWHEEL_ADMIN_PORT=2002\nKEYWHEEL_PATIENCE=5s\nKEYWHEEL_DRAIN=6s\n")
                .environment("KEYWHEEL_PATIENCE", "7s")
                .environment("KEYWHEEL_DRAIN", "8s")
                .flag("KEYWHEEL_DRAIN", "9s");

        Settings settings = given.settings();

        assertThat(settings.dataPlane().port()).isEqualTo(1001);
        assertThat(settings.adminPlane().port()).isEqualTo(2002);
        assertThat(settings.limits().patience()).hasSeconds(7);
        assertThat(settings.limits().drain()).hasSeconds(9);
        assertThat(settings.providers().get(0).provider().chatModel()).isEqualTo("from-file");
    }

    @Test
    void everyValueTellsWhereItStands() {
        given.file("keywheel.yaml", "admin:\n  port: 1\n")
                .file(".env", "# first\n\nKEYWHEEL_PORT=2\n")
                .environment("KEYWHEEL_DRAIN", "3s")
                .environment("GROQ_API_KEY", "gsk_fake_one")
                .flag("KEYWHEEL_PATIENCE", "4s");

        assertThat(given.loaded().shown())
                .contains(
                        new Loading.Shown("KEYWHEEL_ADMIN_PORT", "1", "keywheel.yaml admin.port"),
                        new Loading.Shown("KEYWHEEL_PORT", "2", ".env line 3"),
                        new Loading.Shown("KEYWHEEL_DRAIN", "3s", "environment KEYWHEEL_DRAIN"),
                        new Loading.Shown("KEYWHEEL_PATIENCE", "4s", "flag --patience"),
                        new Loading.Shown("GROQ_API_KEY", "(secret)", "environment GROQ_API_KEY"),
                        new Loading.Shown("KEYWHEEL_HOST", "127.0.0.1", "default"));
    }

    @Test
    void anEmptyVariableCountsAsUnset() {
        given.file(".env", "KEYWHEEL_PORT=2\nKEYWHEEL_DRAIN=\n")
                .environment("KEYWHEEL_PORT", "")
                .environment("KEYWHEEL_NONSENSE", " ");

        Settings settings = given.settings();

        assertThat(settings.dataPlane().port()).isEqualTo(2);
        assertThat(settings.limits().drain()).hasSeconds(30);
    }

    @Test
    void aSecretOfDigitsStaysWhatItIs() {
        given.environment("GROQ_API_KEY", "00123456789012345678901234567890")
                .file(".env", "GROQ_API_KEY_FALLBACK=1e5,0x10");

        assertThat(given.secrets("groq")).containsExactly("00123456789012345678901234567890", "1e5", "0x10");
    }

    @Test
    void aNumberInTheFileWhereASecretBelongsIsAMistake() {
        given.file("keywheel.yaml", "providers: {groq: {apiKey: 0123}}");

        assertThat(given.mistakes())
                .containsExactly("providers.groq.apiKey (keywheel.yaml): it was read as a number or a date."
                        + " Put quotes round it.");
    }

    @Test
    void aFileNamesProvidersRoutesAndListsAsNestedKeys() {
        given.file("keywheel.yaml", """
                allowedHosts: [a.example, b.example]
                providers:
                  groq:
                    apiKey: gsk_fake_one
                    apiKeyFallback: [gsk_fake_two, gsk_fake_three]
                  my-llm:
                    baseUrl: http://127.0.0.1:9/v1/
                    model: small
                    apiKey: fake-four
                routes:
                  - {models: "gpt-*", provider: my-llm}
                """);

        Settings settings = given.settings();

        assertThat(settings.dataPlane().allowedHosts()).containsExactlyInAnyOrder("a.example", "b.example");
        assertThat(given.secrets("groq")).containsExactly("gsk_fake_one", "gsk_fake_two", "gsk_fake_three");
        assertThat(given.keys("groq").get(0).source()).isEqualTo("keywheel.yaml");
        assertThat(settings.routes()).containsExactly(new Settings.Route("gpt-*", "my-llm"));
        assertThat(settings.providers().get(1).provider().baseUrl()).hasToString("http://127.0.0.1:9/v1");
        assertThat(settings.providers().get(1).provider().dialect().name()).isEqualTo("generic");
        assertThat(settings.providers().get(1).provider().chatModel()).isEqualTo("small");
    }

    @Test
    void theFileMayBeNamedAndMayBeJsonOrProperties() {
        given.file("a.json", "{\"cluster\": {\"name\": \"blue\"}, \"port\": 1}")
                .file("b.properties", "admin.port=2\nproviders.groq.apiKey=0123\n");

        int port = given.environment("KEYWHEEL_CONFIG", "a.json")
                .settings()
                .dataPlane()
                .port();
        Settings properties =
                given.environment("KEYWHEEL_CONFIG", "b.properties").settings();

        assertThat(port).isEqualTo(1);
        assertThat(properties.adminPlane().port()).isEqualTo(2);
        assertThat(properties.keyCount()).isEqualTo(1);
    }

    @Test
    void aNamedFileThatIsNotThereIsAMistake() {
        given.file(".env", "KEYWHEEL_CONFIG=gone.yaml");

        assertThat(given.mistakes())
                .singleElement()
                .asString()
                .startsWith("KEYWHEEL_CONFIG (.env line 1): there is no file ")
                .endsWith("gone.yaml. Name one that is there, or none.");
    }

    @Test
    void aFormatThatNobodyReadsIsAMistake() {
        given.file("a.toml", "x = 1").flag("KEYWHEEL_CONFIG", "a.toml");

        assertThat(given.mistakes())
                .containsExactly("a.toml: its format is not known. Name it .yaml, .yml, .json or .properties.");
    }

    @Test
    void brokenYamlIsToldByItsLineWithoutQuotingIt() {
        given.file("keywheel.yaml", "port: 1\nproviders:\n  groq:\n    apiKey: *gsk_fake_secret\n");

        assertThat(given.mistakes())
                .containsExactly("keywheel.yaml (line 4): it is not YAML: found undefined. Mend that line.");
    }

    @Test
    void brokenJsonIsToldByItsLineWithoutQuotingIt() {
        given.file("a.json", "{\n \"model\": gsk_fake_secret }").environment("KEYWHEEL_CONFIG", "a.json");

        assertThat(given.mistakes()).containsExactly("a.json (line 2): it is not JSON from there on. Mend that line.");
    }

    @Test
    void aFileOfAnythingButATableIsAMistake() {
        given.file("keywheel.yaml", "- a\n- b\n");

        assertThat(given.mistakes())
                .containsExactly("keywheel.yaml: it holds no settings. Write name: value lines, as in .env.example.");
    }

    @Test
    void anEmptyFileIsNone() {
        given.file("keywheel.yaml", "# nothing yet\n").file(".env", "");

        assertThat(given.settings().dataPlane().port()).isEqualTo(8080);
    }

    @Test
    void brokenLinesOfDotenvAreToldAllAtOnceAndTheOtherSourcesStillChecked() throws IOException {
        Files.createDirectory(given.directory().resolve("keywheel.yaml"));
        given.file(".env", "gsk_fake_secret\nA=1\nB='open\n").environment("KEYWHEEL_PORT", "x");

        assertThat(given.mistakes())
                .containsExactlyInAnyOrder(
                        ".env (line 1): it is neither NAME=value nor a comment. Mend that line.",
                        ".env (line 3): a quote is not closed, or something follows the closing quote. Mend that line.",
                        "keywheel.yaml: it cannot be read. It must be a file that this user may read.",
                        "KEYWHEEL_PORT (environment KEYWHEEL_PORT): \"x\" is not a port."
                                + " Use a number from 1 to 65535; 0 takes any free port.");
    }

    @Test
    void whatKubernetesSetsForAServiceOfThisNameIsNoSetting() {
        given.environment("KEYWHEEL_PORT", "tcp://10.0.0.1:8080")
                .environment("KEYWHEEL_ADMIN_PORT", "tcp://10.0.0.2:8081")
                .environment("KEYWHEEL_SERVICE_HOST", "10.0.0.1")
                .environment("KEYWHEEL_SERVICE_PORT", "8080")
                .environment("KEYWHEEL_SERVICE_PORT_HTTP", "8080")
                .environment("KEYWHEEL_PORT_8080_TCP", "tcp://10.0.0.1:8080")
                .environment("KEYWHEEL_PORT_8080_TCP_ADDR", "10.0.0.1")
                .environment("KEYWHEEL_PORT_8080_TCP_PORT", "8080")
                .environment("KEYWHEEL_PORT_8080_TCP_PROTO", "tcp")
                .environment("KEYWHEEL_ADMIN_SERVICE_HOST", "10.0.0.2")
                .environment("KEYWHEEL_ADMIN_PORT_8081_TCP_ADDR", "10.0.0.2")
                .file(".env", "KEYWHEEL_PORT=2");

        assertThat(given.settings().dataPlane().port()).isEqualTo(2);
    }

    @Test
    void anUnknownNameIsAMistakeThatNamesTheNearest() {
        given.environment("KEYWHEEL_PATIENSE", "1s")
                .file(".env", "KEYWHEEL_GORQ_BASE_URLS=x\nKEYWHEEL_HEAP=64m\n")
                .file("keywheel.yaml", "clustr: {members: []}\ncluster: {membres: []}\nproviders: {groq: {apikey: x}}");

        assertThat(given.mistakes())
                .containsExactlyInAnyOrder(
                        "KEYWHEEL_PATIENSE (environment KEYWHEEL_PATIENSE): there is no such setting."
                                + " Did you mean KEYWHEEL_PATIENCE?",
                        "KEYWHEEL_GORQ_BASE_URLS (.env line 1): there is no such setting."
                                + " Did you mean KEYWHEEL_GROQ_BASE_URL?",
                        "KEYWHEEL_HEAP (.env line 2): it is read before this source is. Put it into the environment.",
                        "clustr (keywheel.yaml): there is no such setting."
                                + " Remove it, or see .env.example for the names.",
                        "cluster.membres (keywheel.yaml): there is no such setting. Did you mean cluster.members?",
                        "providers.groq.apikey (keywheel.yaml): there is no such setting."
                                + " Did you mean providers.groq.apiKey?");
    }

    @Test
    void aProviderOfTheFileThatNobodyKnowsNeedsAnAddress() {
        given.file("keywheel.yaml", "providers: {unheard-of: {apiKey: fake-key}}");

        assertThat(given.mistakes())
                .containsExactly("UNHEARD_OF_API_KEY (keywheel.yaml providers.unheard-of.apiKey): this provider is not"
                        + " known. Give it a baseUrl beside this.");
    }

    @Test
    void aProviderStandsInTheFileOnce() {
        given.file("keywheel.yaml", "providers: {groq: {apiKey: gsk_fake_one}, Groq: {apiKey: gsk_fake_two}}");

        assertThat(given.mistakes())
                .containsExactly("providers.Groq (keywheel.yaml): this provider is there under another spelling too."
                        + " Put both together.");
    }

    @Test
    void aSecretMayStandInAFileOfItsOwn() {
        given.file("key.txt", "  gsk_fake_one\n")
                .file("more.txt", "gsk_fake_two\ngsk_fake_three\n")
                .file("keywheel.yaml", "providers: {groq: {apiKeyFallbackFile: more.txt}}")
                .environment("GROQ_API_KEY_FILE", "key.txt");

        assertThat(given.secrets("groq")).containsExactly("gsk_fake_one", "gsk_fake_two", "gsk_fake_three");
        assertThat(given.keys("groq").get(0).source()).isEqualTo("key.txt");
    }

    @Test
    void aSecretThatIsGivenTwiceOrWhoseFileIsGoneOrEmptyIsAMistake() {
        given.file(".env", "GROQ_API_KEY=gsk_fake_one")
                .file("empty.txt", "\n")
                .environment("GROQ_API_KEY_FILE", "key.txt")
                .environment("OPENAI_API_KEY_FILE", "gone.txt")
                .environment("KEYWHEEL_MASTER_KEY_FILE", "empty.txt");

        assertThat(given.mistakes())
                .containsExactlyInAnyOrder(
                        "GROQ_API_KEY_FILE (environment GROQ_API_KEY_FILE): it is set beside .env line 1, and only one"
                                + " of them can hold. Remove one of the two.",
                        "OPENAI_API_KEY_FILE (environment OPENAI_API_KEY_FILE): the file cannot be read."
                                + " Name a file that holds the secret and nothing else.",
                        "KEYWHEEL_MASTER_KEY_FILE (environment KEYWHEEL_MASTER_KEY_FILE): the file is empty."
                                + " Name a file that holds the secret and nothing else.");
    }
}
