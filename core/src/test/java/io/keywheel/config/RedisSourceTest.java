package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Settings in a real Redis. */
class RedisSourceTest {
    private static final String PASSWORD = "fake-redis-password";

    @TempDir
    static Path folder;

    private static Process redis;
    private static int port;

    @RegisterExtension
    final Given given = new Given();

    @BeforeAll
    static void begin() throws IOException {
        Tools.need("redis-server");
        try (ServerSocket any = new ServerSocket(0)) {
            port = any.getLocalPort();
        }
        redis = new ProcessBuilder(
                        "redis-server",
                        "--port",
                        String.valueOf(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--dir",
                        folder.toString(),
                        "--requirepass",
                        PASSWORD)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(20)).until(RedisSourceTest::listens);
    }

    private static boolean listens() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @AfterAll
    static void end() {
        if (redis != null) redis.destroy();
    }

    private static void redis(String... command) {
        List<String> all =
                new ArrayList<>(List.of("redis-cli", "-p", String.valueOf(port), "--no-auth-warning", "-a", PASSWORD));
        all.addAll(List.of(command));
        Tools.run(folder, all);
    }

    private void source(int at, String key, String further) {
        given.file(
                "keywheel.yaml",
                "sources: [{type: redis, name: cache, url: 'redis://127.0.0.1:" + at + "', key: " + key + further
                        + "}]");
    }

    @Test
    void aHashHoldsSettings() {
        redis("HSET", "settings", "GROQ_API_KEY", "gsk_fake_redis", "admin.port", "1234", "other", "nothing of ours");
        source(port, "settings", ", password: " + PASSWORD);

        assertThat(given.secrets("groq")).containsExactly("gsk_fake_redis");
        assertThat(given.settings().adminPlane().port()).isEqualTo(1234);
    }

    @Test
    void aSecretThatLooksLikeANumberStaysWhatItIs() {
        redis("HSET", "numbers", "GROQ_API_KEY", "0012300000000000000000000");
        source(port, "numbers", ", password: " + PASSWORD);

        assertThat(given.secrets("groq")).containsExactly("0012300000000000000000000");
    }

    @Test
    void aTextHoldsADocument() {
        redis("SET", "document", "providers:\n  groq:\n    apiKey: gsk_fake_text\n");
        source(port, "document", ", format: yaml, password: " + PASSWORD);

        assertThat(given.secrets("groq")).containsExactly("gsk_fake_text");
    }

    @Test
    void whatCannotBeReadIsAMistakeThatSaysHowToMendIt() {
        redis("SET", "plain", "x");

        source(port, "plain", ", password: " + PASSWORD);
        assertThat(given.mistakes())
                .containsExactly("cache (redis://127.0.0.1:" + port + " plain): the key holds something else."
                        + " Make it a hash, or add format to a text.");
        source(port, "gone", ", format: yaml, password: " + PASSWORD);
        assertThat(given.mistakes()).singleElement().asString().contains("there is no such key");
        source(port, "plain", ", password: fake-other-password");
        assertThat(given.mistakes()).singleElement().asString().contains("it refused user or password");
        source(port, "plain", "");
        assertThat(given.mistakes()).singleElement().asString().contains("it refused user or password");
    }

    @Test
    void aRedisThatIsNotThereIsNoReasonNotToStart() {
        source(1, "settings", "");

        assertThat(given.settings().keyCount()).isZero();
    }
}
