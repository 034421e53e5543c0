package io.keywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.admin.AdminRig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as scripts run it: exit codes, and secrets that never show. */
class CommandProcessIT {
    private static final Path JAR = Path.of("target", "keywheel.jar").toAbsolutePath();
    private static final String SECRET = "gsk_canary0of0the0processes0000000000";

    @TempDir
    Path folder;

    private AdminRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new AdminRig();
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    private Process begin(Map<String, String> environment, String... args) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KEYWHEEL_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Ran run(Map<String, String> environment, String in, String... args) throws Exception {
        Process process = begin(environment, args);
        process.getOutputStream().write(in.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), out, Files.readString(folder.resolve("err")));
    }

    private Map<String, String> here() {
        return Map.of("KEYWHEEL_ADMIN_URL", rig.url(), "KEYWHEEL_ADMIN_TOKEN", AdminRig.TOKEN);
    }

    @Test
    void scriptsCanTellTheEndsApart() throws Exception {
        Ran added = run(here(), SECRET + "\n", "keys", "add", "--id", "one");
        Ran twice = run(here(), SECRET + "\n", "keys", "add", "--id", "two");
        Ran missing = run(here(), "", "keys", "show", "nobody");
        Ran invalid = run(here(), "short", "keys", "add", "--provider", "groq");
        Ran misused = run(here(), "", "keys", "show");
        Ran nobody = run(Map.of("KEYWHEEL_ADMIN_URL", rig.url()), "", "status");
        Ran nowhere = run(Map.of("KEYWHEEL_ADMIN_URL", "http://127.0.0.1:9"), "", "status");
        List<Ran> all = List.of(added, twice, missing, invalid, misused, nobody, nowhere);

        assertThat(all)
                .extracting(Ran::exit)
                .containsExactly(
                        Exit.OK,
                        Exit.CONFLICT,
                        Exit.NOT_FOUND,
                        Exit.VALIDATION,
                        Exit.USAGE,
                        Exit.AUTH,
                        Exit.UNREACHABLE);
        assertThat(all.toString()).doesNotContain(SECRET.substring(4), AdminRig.TOKEN);
        assertThat(added.out()).isEqualTo("one\n");
    }

    @Test
    void neitherTokenNorSecretStandsInTheArguments() throws Exception {
        Process process = begin(here(), "keys", "add", "--id", "seen");
        // It waits for standard input: now it can be looked at as any user of the machine can.
        String arguments = process.info().commandLine().orElse("")
                + String.join(" ", process.info().arguments().orElse(new String[0]));
        process.getOutputStream().write(SECRET.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(Exit.OK);
        assertThat(arguments).contains("--id").doesNotContain("canary", AdminRig.TOKEN);
    }

    /** In one shell, in the page's order; what follows without an end is left out. */
    @Test
    void theGuidesCommandsRunAsPrinted() throws Exception {
        Files.writeString(folder.resolve("secret"), SECRET + "\n");
        Files.writeString(folder.resolve("keys.txt"), "gsk_fake0of0the0guide0one000000000\n");
        Path launcher = Files.writeString(
                folder.resolve("keywheel"),
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -jar '" + JAR
                        + "' \"$@\"\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        List<String> commands = guide();
        String script = "set -e\n" + String.join("\n", commands);
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(here());

        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(commands).hasSizeGreaterThan(25);
        assertThat(said).doesNotContain(SECRET.substring(4), AdminRig.TOKEN);
    }

    private static List<String> guide() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "operations.md")).stream()
                .filter(line -> line.startsWith("./keywheel ") && !line.contains("--follow"))
                // It says what is wrong with the machine that it runs on.
                .map(line ->
                        line.startsWith("./keywheel doctor") ? line.replaceAll(" +#.*", "") + " || [ $? -eq 1 ]" : line)
                .toList();
    }

    @Test
    void followingEndsWithItsReader() throws Exception {
        Process process = begin(here(), "events", "--follow");
        byte[] first = {};
        for (int i = 0; i < 200 && first.length == 0; i++) {
            rig.happens("rotated", Map.of("from", "a", "to", "b"));
            if (process.getInputStream().available() > 0)
                first = process.getInputStream().readNBytes(20);
            else TimeUnit.MILLISECONDS.sleep(50);
        }
        process.getInputStream().close();
        for (int i = 0; i < 200 && process.isAlive(); i++) {
            rig.happens("rotated", Map.of("from", "b", "to", "c"));
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }

        assertThat(first).isNotEmpty();
        assertThat(process.isAlive()).isFalse();
    }
}
