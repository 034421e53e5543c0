package io.keywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.config.Settings;
import io.keywheel.config.TwoProviders;
import io.keywheel.pool.PoolListener;
import io.keywheel.sim.SidecarStart;
import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Map<String, String>> served = new ArrayList<>();
    private int exit = Exit.OK;

    @Test
    void noArgumentsPrintShortHelpWithTwoExamples() {
        assertThat(run()).isEqualTo(Exit.OK);
        assertThat(out()).contains("keywheel demo ").contains("keywheel serve ").hasLineCount(26);
        assertThat(err()).isEmpty();
    }

    @Test
    void serveWithoutOptionsStartsAtOnce() {
        assertThat(run("serve")).isEqualTo(Exit.OK);
        assertThat(served).containsExactly(Map.of());
    }

    @Test
    void everySettingThatIsNoSecretIsAnOptionOfServe() {
        run("serve", "--port", "9", "--admin-port=10", "--request-deadline", "5s", "--config", "@a.yaml");

        assertThat(served)
                .containsExactly(Map.of(
                        "KEYWHEEL_PORT", "9",
                        "KEYWHEEL_ADMIN_PORT", "10",
                        "KEYWHEEL_REQUEST_DEADLINE", "5s",
                        "KEYWHEEL_CONFIG", "@a.yaml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--master-key", "--admin-token", "--caller-tokens", "--store-url"})
    void aSecretIsNeverAnOption(String option) {
        assertThat(run("serve", option, "fake-canary")).isEqualTo(Exit.USAGE);
        assertThat(run("serve", option + "=fake-canary")).isEqualTo(Exit.USAGE);
        assertThat(served).isEmpty();
        assertThat(out() + err()).contains(option).doesNotContain("canary");
    }

    @Test
    void whatTheSidecarEndsWithIsWhatTheProcessEndsWith() {
        exit = Exit.VALIDATION;

        assertThat(run("serve")).isEqualTo(Exit.VALIDATION);
        assertThat(run("serve", "--port", "1")).isEqualTo(Exit.VALIDATION);
    }

    @Test
    void aWrongOptionIsToldOnStandardErrorWithTheNearest() {
        assertThat(run("serve", "--patienc=9s")).isEqualTo(Exit.USAGE);
        assertThat(out()).isEmpty();
        assertThat(err())
                .isEqualTo(
                        "keywheel: there is no --patienc\nPossible solutions: --patience\nTry: keywheel serve --help\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version"})
    void theVersionGoesToStandardOutput(String argument) {
        assertThat(run(argument)).isEqualTo(Exit.OK);
        assertThat(out()).startsWith("keywheel ").hasLineCount(1);
    }

    @Test
    void helpOfServeListsTheSettings() {
        assertThat(run("serve", "--help")).isEqualTo(Exit.OK);
        assertThat(out())
                .contains("--patience=VALUE")
                .contains("(default: 10s)")
                .contains("high demand");
    }

    @Test
    void configCheckSaysOk() {
        assertThat(run("config", "check")).isEqualTo(Exit.OK);
        assertThat(out()).isEqualTo("ok\n");
    }

    @Test
    void configCheckPrintsEveryMistake() {
        assertThat(run("config", "check", "--port=x", "--patience=y")).isEqualTo(Exit.VALIDATION);
        assertThat(out()).contains("KEYWHEEL_PORT (flag --port): ").contains("KEYWHEEL_PATIENCE (flag --patience): ");
    }

    @Test
    void configShowSaysWhereEachSettingStands() {
        assertThat(run("config", "show", "--sources", "--port", "9")).isEqualTo(Exit.OK);
        assertThat(out()).contains("KEYWHEEL_PORT=9  # flag --port\n").contains("KEYWHEEL_DRAIN=30s  # default\n");
    }

    @Test
    void configShowTellsWhatOnlyAFileCanSayAndHidesItsSecrets(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("k.yaml"), """
                providers:
                  groq:
                    policy: headroom
                    keys: [{secret: gsk_fake_canary, id: one, quotaGroup: org-a}]
                    limits: [{group: org-a, requestsPerDay: 1000}]
                """);

        assertThat(run("config", "show", "--sources", "--config", file.toString()))
                .isEqualTo(Exit.OK);
        assertThat(out())
                .contains("KEYWHEEL_GROQ_POLICY=headroom  # " + file + " providers.groq.policy\n")
                .contains("providers.groq.keys[1].secret=(secret)  # " + file + "\n")
                .contains("providers.groq.keys[1].quotaGroup=org-a  # " + file + "\n")
                .contains("providers.groq.limits[1].requestsPerDay=1000  # " + file + "\n")
                .doesNotContain("canary");
    }

    @Test
    void configCheckNamesTheEntryOfAFileThatCannotStand(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("k.yaml"), "providers: {groq: {rules: [{status: 429, outcome: great}]}}");

        assertThat(run("config", "check", "--config", file.toString())).isEqualTo(Exit.VALIDATION);
        assertThat(out()).startsWith("providers.groq.rules[1].outcome (" + file + "): \"great\" is not known.");
    }

    @Test
    void aFailureIsOneLineOnStandardError() {
        Runs runs = new Runs(flags -> throwing(), CliTest::noSidecar, () -> {
            throw new AssertionError("not asked for");
        });

        int code = Cli.run(runs, Shell.ofThisProcess(), print(out), print(err), "serve", "--port", "1");

        assertThat(code).isEqualTo(Exit.FAILURE);
        assertThat(err()).isEqualTo("keywheel: IllegalStateException: no such luck\n");
    }

    private static Future<SidecarStart.Running> noSidecar(Settings settings, PoolListener listener) {
        throw new AssertionError("not started here");
    }

    private static int throwing() {
        throw new IllegalStateException("no such luck");
    }

    private int run(String... args) {
        Runs runs = new Runs(
                flags -> {
                    served.add(flags);
                    return exit;
                },
                CliTest::noSidecar,
                () -> TwoProviders.CATALOG);
        return Cli.run(runs, Shell.ofThisProcess(), print(out), print(err), args);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
