package io.keywheel.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The machine's {@code git}, which is never to ask anybody anything, nor to follow a redirect. */
record Git(Path folder, Map<String, String> secrets) {
    private static final int SECONDS = 30;
    private static final Set<String> KEPT = Set.of(
            "PATH",
            "HOME",
            "USER",
            "TMPDIR",
            "SSH_AUTH_SOCK",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "GIT_SSL_CAINFO",
            "HTTPS_PROXY",
            "https_proxy",
            "HTTP_PROXY",
            "http_proxy",
            "NO_PROXY",
            "no_proxy");
    /** What git says, and what it means; the first that fits. Its own words hold addresses. */
    private static final Map<Pattern, SourceTrouble> MEANINGS = meanings();

    private static Map<Pattern, SourceTrouble> meanings() {
        Map<Pattern, SourceTrouble> meanings = new LinkedHashMap<>();
        meanings.put(
                Pattern.compile(
                        "Authentication failed|could not read (Username|Password)|Permission denied|HTTP 40[13]"),
                SourceTrouble.broken("it refused the token or the user", "Check user and token."));
        meanings.put(
                Pattern.compile("couldn't find remote ref|not our ref"),
                SourceTrouble.broken("it has no such branch or tag", "Check ref."));
        meanings.put(
                Pattern.compile("(does not exist|exists on disk, but not) in 'FETCH_HEAD'|Not a valid object name"),
                SourceTrouble.broken("it has no such file", "Check path."));
        meanings.put(
                Pattern.compile(
                        "Could not resolve|Failed to connect|Couldn't connect|Connection (refused|timed out|reset)"
                                + "|Operation timed out|unable to connect|early EOF|error: 5\\d\\d"),
                SourceTrouble.unreachable("it cannot be reached"));
        meanings.put(
                Pattern.compile("not found|does not appear to be a git repository|error: 404"),
                SourceTrouble.broken("there is no such repository", "Check url."));
        return meanings;
    }

    /** What it writes. */
    String run(List<String> arguments) throws SourceTrouble {
        List<String> command = new ArrayList<>(List.of("git", "-c", "http.followRedirects=false"));
        command.addAll(List.of("-c", "protocol.allow=never", "-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0"));
        for (String known : List.of("https", "http", "ssh", "git", "file"))
            command.addAll(List.of("-c", "protocol." + known + ".allow=always"));
        command.addAll(arguments);
        try {
            Path said = Files.createTempFile(folder, "said", "");
            Path out = Files.createTempFile(folder, "out", "");
            try {
                int code = end(start(command, out, said));
                if (code != 0) throw meaning(first(said));
                return Files.readString(out, StandardCharsets.UTF_8);
            } finally {
                Files.delete(said);
                Files.delete(out);
            }
        } catch (IOException e) {
            throw SourceTrouble.broken("git cannot be run here, or it wrote no text", "Install git.");
        }
    }

    private Process start(List<String> command, Path out, Path said) throws IOException {
        ProcessBuilder git = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(new java.io.File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(said.toFile());
        git.environment().keySet().retainAll(KEPT);
        git.environment().putAll(secrets);
        git.environment()
                .putAll(Map.of(
                        "LC_ALL", "C",
                        "GIT_TERMINAL_PROMPT", "0",
                        "GIT_ASKPASS", "",
                        "GIT_SSH_COMMAND", "ssh -oBatchMode=yes -oConnectTimeout=10"));
        return git.start();
    }

    private static int end(Process git) throws SourceTrouble {
        try {
            if (git.waitFor(SECONDS, TimeUnit.SECONDS)) return git.exitValue();
            throw SourceTrouble.unreachable("it did not answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SourceTrouble.unreachable("it was given up");
        } finally {
            git.descendants().forEach(ProcessHandle::destroyForcibly);
            git.destroyForcibly();
        }
    }

    private static String first(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(8192), StandardCharsets.UTF_8);
        }
    }

    private static SourceTrouble meaning(String said) {
        for (Map.Entry<Pattern, SourceTrouble> each : MEANINGS.entrySet())
            if (each.getKey().matcher(said).find()) return each.getValue();
        return SourceTrouble.broken("git could not fetch it", "Try git fetch by hand.");
    }
}
