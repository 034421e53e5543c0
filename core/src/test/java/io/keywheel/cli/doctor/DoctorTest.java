package io.keywheel.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.cli.DoctorRun;
import io.keywheel.cli.Exit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor without a running server; the provider is a socket of the test's own. */
class DoctorTest {
    private static final String KEY = "gsk_fake0key0that0the0doctor0keeps0quiet";

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Listening provider = new Listening("");

    @BeforeEach
    void start() throws IOException {
        provider.close();
        provider = new Listening("Tue, 24 Nov 2026 10:00:00 GMT");
        environment.put("GROQ_API_KEY", KEY);
        environment.put("KEYWHEEL_GROQ_BASE_URL", "http://127.0.0.1:" + provider.port() + "/v1");
        environment.put("KEYWHEEL_PORT", "" + freePort());
        environment.put("KEYWHEEL_ADMIN_PORT", "" + freePort());
    }

    @AfterEach
    void stop() throws IOException {
        provider.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private DoctorRun run() {
        return DoctorRun.of(environment, folder);
    }

    @Test
    void aSoundPlaceHasNothingToMendButTheClock() {
        DoctorRun ran = run();

        assertThat(ran.out())
                .contains("✓ settings: can be used")
                .contains("✓ port: 127.0.0.1:")
                .contains("✓ admin port: ")
                .contains("✓ provider groq: 127.0.0.1 answers (HTTP 401 without a key)")
                .contains("✓ data directory: ")
                .contains("✓ store: SQLite")
                .contains("✓ file permissions: ")
                .contains("✓ duplicate keys: 1 keys, none twice")
                .contains("- server: no server answers");
        assertThat(provider.heard()).contains("GET /v1/models").doesNotContain(KEY.substring(4), "uthorization");
        assertThat(ran.out() + ran.err()).doesNotContain(KEY.substring(4));
    }

    @Test
    void aClockThatIsWrongIsSaidByHowMuch() {
        DoctorRun ran = run();

        assertThat(ran.out()).containsPattern("✕ clock: \\d+ s (ahead|behind)\n    mend: Set it by NTP");
        assertThat(ran.exit()).isEqualTo(Exit.FAILURE);
    }

    @Test
    void whatIsWrongIsNamedWithItsMend() throws IOException {
        environment.put("GROQ_API_KEY_FALLBACK", KEY);
        environment.put("KEYWHEEL_MASTER_KEY", "A".repeat(43) + "=");
        environment.put("KEYWHEEL_STORE_URL", "jdbc:postgresql://user:s3cret0canary@127.0.0.1:" + freePort() + "/k");
        environment.put("KEYWHEEL_GROQ_BASE_URL", "http://127.0.0.1:" + freePort() + "/v1");
        Path open = Files.writeString(folder.resolve(".env"), "A=b\n");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("KEYWHEEL_PORT", "" + other.getLocalPort());

            DoctorRun ran = run();

            assertThat(ran.exit()).isEqualTo(Exit.FAILURE);
            assertThat(ran.out())
                    .contains("✕ port: 127.0.0.1:" + other.getLocalPort() + " is taken by another program")
                    .contains("✕ provider groq: ")
                    .contains("✕ duplicate keys: GROQ_API_KEY_FALLBACK[1] is the same key as GROQ_API_KEY")
                    .contains("✕ file permissions: " + open + " may be read by others\n    mend: chmod 600 " + open)
                    .containsPattern("✕ store: 127.0.0.1:\\d+ does not answer")
                    .doesNotContain("s3cret0canary");
        }
    }

    @Test
    void settingsThatCannotStandAreMistakesAndTheRestIsLookedAt() {
        environment.put("KEYWHEEL_PATIENCE", "soon");

        DoctorRun ran = run();

        assertThat(ran.out()).contains("✕ settings: KEYWHEEL_PATIENCE").contains("✓ data directory: ");
    }

    @Test
    void membersThatDoNotAnswerAreNamed() throws IOException {
        String mine = "127.0.0.1:" + freePort();
        String other = "127.0.0.1:" + freePort();
        environment.put("KEYWHEEL_CLUSTER_MEMBERS", mine + "," + other);
        environment.put("KEYWHEEL_CLUSTER_ADDRESS", mine);
        environment.put("KEYWHEEL_MASTER_KEY", "A".repeat(43) + "=");

        assertThat(run().out())
                .contains("✓ cluster: " + mine + " is free for this member")
                .contains("✕ cluster: " + other + " does not answer");
    }
}
