package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret never shows, wherever it was put. */
class CanaryTest {
    private static final String CANARY = "gsk_fakeCANARY0123456789abcdefghijklmnopqrstuv";

    @TempDir
    Path directory;

    @Test
    void noSecretShowsInWhatIsLoaded() {
        try (Given given = new Given(directory)) {
            given.environment("GROQ_API_KEY", CANARY)
                    .environment("GROQ_API_KEY_FALLBACK", CANARY + "," + CANARY + "2")
                    .environment("KEYWHEEL_CALLER_TOKENS", CANARY)
                    .environment("KEYWHEEL_ADMIN_TOKEN", CANARY)
                    .environment("KEYWHEEL_MASTER_KEY", Given.MASTER_KEY)
                    .environment("KEYWHEEL_CLUSTER_MEMBERS", "10.0.0.1:1")
                    .environment("KEYWHEEL_STORE_URL", "jdbc:postgresql://u:" + CANARY + "@h/db")
                    .environment("HTTPS_PROXY", "http://user:" + CANARY + "@proxy.example:1");

            Loading.Loaded loaded = given.loaded();

            assertThat(loaded.toString()
                            + loaded.settings().warnings()
                            + loaded.settings().dataPlane())
                    .contains("GROQ_API_KEY_FALLBACK[1]")
                    .doesNotContain("CANARY")
                    .doesNotContain(Given.MASTER_KEY);
        }
    }

    @Test
    void noSecretShowsInAMistakeWhateverSettingItWasPutInto() {
        List<String> takeAnyText = List.of("KEYWHEEL_MODEL", "KEYWHEEL_CHAT_APOLOGY", "KEYWHEEL_DATA_DIR");
        try (Given given = new Given(directory)) {
            for (Setting<?> setting : SettingTable.ALL)
                if (!takeAnyText.contains(setting.name())) given.environment(setting.name(), CANARY + " …");
            given.environment("GROQ_API_KEY", CANARY + " …")
                    .environment("GROQ_API_KEY_FALLBACK", CANARY + "*** ")
                    .environment("KEYWHEEL_GROQ_BASE_URL", "http://" + CANARY + "@h")
                    .environment("KEYWHEEL_X_BASE_URL", "http://h h/" + CANARY)
                    .environment("OPENAI_API_KEY_FILE", CANARY)
                    .environment("KEYWHEEL_NONSENSE", CANARY);

            assertThat(given.mistakes()).hasSizeGreaterThan(25).noneMatch(line -> line.contains("CANARY"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "providers:\n  groq:\n    apiKey:" + CANARY + "\n",
                "providers:\n  groq: {apiKey: one, " + CANARY + "}\n",
                "providers:\n  groq:\n    apiKey: *" + CANARY + "\n",
                "providers:\n  groq:\n    apiKey: !" + CANARY + " x\n",
                "providers:\n  groq:\n    apiKey: \"" + CANARY + "\n",
                "providers:\n  groq:\n    apiKey: {" + CANARY + ": 1}\n",
                "providers:\n  groq:\n    apiKey: one\n   " + CANARY + "\n",
                "providers:\n  groq:\n    apiKey: @" + CANARY + "\n",
                "providers:\n  " + CANARY + ": {apiKey: x}\n",
                "providers: " + CANARY + "\n",
                CANARY + ": x\n",
                CANARY,
                "&a " + CANARY + ": &a x\n? *b\n",
                "port: " + CANARY + "\n",
                "providers: {groq: {keys: [" + CANARY + "]}}\n",
                "providers: {groq: {keys: [{secret: " + CANARY + ", id: " + CANARY + "}]}}\n",
                "providers: {groq: {keys: [{secretFile: " + CANARY + "}]}}\n",
                "providers: {groq: {keys: [{secret: " + CANARY + ", label: x " + CANARY + "}]}}\n",
                "providers: {groq: {keys: [{" + CANARY + ": x}]}}\n",
                "%YAML " + CANARY + "\n---\n",
            })
    void noSecretShowsHoweverAFileIsBroken(String yaml) {
        try (Given given = new Given(directory)) {
            given.file("keywheel.yaml", yaml).file(".env", CANARY + "\nGROQ_API_KEY='" + CANARY + "\n");

            assertThat(given.mistakes()).hasSizeGreaterThan(2).noneMatch(line -> line.contains("CANARY"));
        }
    }

    @Test
    void surroundingsSayNothingOfWhatTheyHold() {
        Surroundings surroundings = new Surroundings(Map.of("GROQ_API_KEY", CANARY), directory, Map.of());

        assertThat(surroundings.toString()).doesNotContain("CANARY");
    }

    @Property(tries = 60)
    void namesAndValuesOfAnyShapeAreSettingsOrMistakesNeverACrash(
            @ForAll("names") String name, @ForAll("values") String value) {
        try (Given given = new Given(Path.of("target", "no-such-folder"))) {
            given.environment(name, value).environment("GROQ_API_KEY", CANARY);

            assertThat(given.load()).isNotNull().asString().doesNotContain(CANARY);
        }
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> known =
                Arbitraries.of(SettingTable.ALL.stream().map(Setting::name).toList());
        Arbitrary<String> any =
                Arbitraries.strings().withChars("ABZ_019-é. ").ofMaxLength(20).map(rest -> "KEYWHEEL_" + rest);
        Arbitrary<String> described =
                Arbitraries.strings().withChars("AZ_09é").ofMaxLength(8).map(p -> "KEYWHEEL_" + p + "_BASE_URL");
        return Arbitraries.oneOf(known, any, described);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings().withCharRange(' ', '\u00ff').ofMaxLength(30);
    }
}
