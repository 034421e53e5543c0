package io.keywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./keywheel}, in a checkout of its own, with a JVM that only says how it was called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final String SAYS_HOW_IT_WAS_CALLED = """
            #!/bin/sh
            for a; do case $a in -XX:ArchiveClassesAtExit=*) echo whole >"${a#*=}" ;; esac; done
            pwd
            printf '%s\\n' "$@"
            """;

    @TempDir
    Path folder;

    private Path checkout = Path.of("");
    private Path javaHome = Path.of("");

    private record Ran(int exit, List<String> out, String err) {}

    @BeforeEach
    void build() throws IOException {
        checkout = Files.createDirectories(folder.resolve("check out"));
        Path jar = checkout.resolve("core/target/keywheel.jar");
        Files.createDirectories(checkout.resolve("core/target"));
        Files.writeString(jar, "a jar");
        executable(checkout.resolve("keywheel"), Files.readString(Path.of("..", "keywheel")));
        javaHome = Files.createDirectories(folder.resolve("jdk"));
        Files.createDirectories(javaHome.resolve("bin"));
        executable(javaHome.resolve("bin/java"), SAYS_HOW_IT_WAS_CALLED);
        release("21.0.4+7");
    }

    @Test
    void argumentsAndWorkingDirectoryReachTheJvmThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("kw"), checkout.resolve("keywheel"));

        Ran ran = run(link, "config", "check", "--chat-apology=two words");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .startsWith(folder.toRealPath().toString())
                .endsWith("config", "check", "--chat-apology=two words");
        assertThat(ran.out())
                .contains(checkout.toRealPath()
                        .resolve("core/target/keywheel.jar")
                        .toString())
                .contains("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
    }

    @Test
    void theHeapIsAQuarterOfTheMemoryWithinBoundsOrAsGiven() throws Exception {
        int heap = Integer.parseInt(flag(run(launcher(), "version"), "-Xmx").replace("m", ""));
        Ran given = run(launcher(), "KEYWHEEL_HEAP=96m", "version");
        Ran wrong = run(launcher(), "KEYWHEEL_HEAP=lots", "version");

        assertThat(heap).isBetween(128, 512);
        assertThat(flag(given, "-Xmx")).isEqualTo("96m");
        assertThat(wrong.exit()).isEqualTo(Exit.FAILURE);
        assertThat(wrong.err()).isEqualTo("keywheel: KEYWHEEL_HEAP is lots. Write it as in 256m.\n");
    }

    @Test
    void onlyNewerJvmsAreToldThatUnsafeMemoryIsAllowed() throws Exception {
        List<String> on21 = run(launcher(), "version").out();
        release("25.0.3+9-LTS");
        List<String> on25 = run(launcher(), "version").out();

        assertThat(on21).doesNotContain("--sun-misc-unsafe-memory-access=allow");
        assertThat(on25).contains("--sun-misc-unsafe-memory-access=allow");
    }

    @Test
    void anArchiveIsUsedOnceItIsMadeAndOnlyWhole() throws Exception {
        Ran before = run(launcher(), "version");
        Ran making = run(launcher(), "archive");
        Ran after = run(launcher(), "version");
        Files.writeString(archive(), "half");
        Ran cut = run(launcher(), "version");

        assertThat(making.exit()).isEqualTo(Exit.OK);
        assertThat(flag(after, "-XX:SharedArchiveFile="))
                .isEqualTo(archive().toRealPath().toString());
        assertThat(List.of(before, cut))
                .allSatisfy(ran -> assertThat(ran.out()).noneMatch(a -> a.contains("SharedArchive")));
    }

    @Test
    void anArchiveIsNotUsedForAnotherJarNorWhereItIsOff() throws Exception {
        run(launcher(), "archive");

        Ran off = run(launcher(), "KEYWHEEL_ARCHIVE=off", "version");
        Files.writeString(checkout.resolve("core/target/keywheel.jar"), "another jar");
        Ran other = run(launcher(), "version");

        assertThat(List.of(off, other))
                .allSatisfy(ran -> assertThat(ran.out()).noneMatch(a -> a.contains("SharedArchive")));
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        release("11.0.2+9");
        Ran old = run(launcher(), "version");
        release("17.0.1");
        Files.delete(checkout.resolve("core/target/keywheel.jar"));
        Ran noCompiler = run(launcher(), "version");
        Ran noJava = run(launcher(), "JAVA_HOME=/nowhere", "version");

        assertThat(old.err()).contains("Java 17 or later is needed").contains("is 11.0.2");
        assertThat(noCompiler.err()).contains("there is no jar yet");
        assertThat(noJava.err()).contains("JAVA_HOME is /nowhere");
        assertThat(List.of(old, noCompiler, noJava)).extracting(Ran::exit).containsOnly(Exit.FAILURE);
    }

    private Path launcher() {
        return checkout.resolve("keywheel");
    }

    private Path archive() throws IOException {
        try (Stream<Path> files = Files.list(checkout.resolve("core/target/cds"))) {
            return files.filter(file -> file.toString().endsWith(".jsa"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String flag(Ran ran, String prefix) {
        return ran.out().stream()
                .filter(argument -> argument.startsWith(prefix))
                .findFirst()
                .orElseThrow(() -> new AssertionError(prefix + " is missing: " + ran))
                .substring(prefix.length());
    }

    /** Leading arguments of the form NAME=value are set in the environment. */
    private Ran run(Path script, String... arguments) throws Exception {
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder().directory(folder.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KEYWHEEL_"));
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.command().add(script.toString());
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals > 0 && !argument.startsWith("-"))
                builder.environment().put(argument.substring(0, equals), argument.substring(equals + 1));
            else builder.command().add(argument);
        }
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), out.lines().toList(), Files.readString(err));
    }

    private void release(String version) throws IOException {
        Files.writeString(javaHome.resolve("release"), "JAVA_RUNTIME_VERSION=\"" + version + "\"\n");
    }

    private static void executable(Path file, String content) throws IOException {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
