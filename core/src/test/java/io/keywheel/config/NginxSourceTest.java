package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Settings behind a real nginx, which tags what it sends. */
class NginxSourceTest {
    @TempDir
    static Path folder;

    private static Process nginx;
    private static int port;

    @RegisterExtension
    final Given given = new Given();

    @BeforeAll
    static void begin() throws IOException {
        Tools.need("nginx");
        try (ServerSocket any = new ServerSocket(0)) {
            port = any.getLocalPort();
        }
        Files.createDirectory(folder.resolve("logs"));
        Files.writeString(folder.resolve("nginx.conf"), configuration());
        folder.toFile().setExecutable(true, false);
        String program = Files.isExecutable(Path.of("/usr/sbin/nginx")) ? "/usr/sbin/nginx" : "nginx";
        nginx = new ProcessBuilder(program, "-p", folder.toString(), "-c", "nginx.conf", "-e", "logs/error")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        await().atMost(Duration.ofSeconds(20)).until(NginxSourceTest::listens);
    }

    private static String configuration() {
        return String.join(
                "\n",
                "daemon off; master_process off; pid nginx.pid;",
                "events {}",
                "http {",
                "  log_format asked '$status \"$http_if_none_match\" $http_authorization';",
                "  access_log logs/access asked;",
                "  client_body_temp_path tmp1; proxy_temp_path tmp2; fastcgi_temp_path tmp3;",
                "  uwsgi_temp_path tmp4; scgi_temp_path tmp5;",
                "  server { listen 127.0.0.1:" + port + "; root " + folder + "; }",
                "}");
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
        if (nginx != null) nginx.destroy();
    }

    private static List<String> asked() throws IOException {
        return Files.readAllLines(folder.resolve("logs/access"));
    }

    @Test
    void whatItHasTaggedIsSentAgainOnlyWhenItHasChanged() throws IOException {
        Path document = folder.resolve("keys.yaml");
        Files.writeString(document, "providers: {groq: {apiKey: gsk_fake_one}}");
        given.file(
                "keywheel.yaml",
                "sources: [{type: http, url: 'http://127.0.0.1:" + port + "/keys.yaml', token: fake-token-of-a-test}]");
        Reload reload = given.reload();

        assertThat(Given.done(reload.now()).keys().unchanged()).hasSize(1);
        Files.writeString(document, "providers: {groq: {apiKey: gsk_fake_another}}");
        assertThat(Given.done(reload.now()).keys().added()).hasSize(1);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(asked()).hasSize(3));
        assertThat(asked()).extracting(line -> line.substring(0, 3)).containsExactly("200", "304", "200");
        assertThat(asked()).allMatch(line -> line.endsWith("Bearer fake-token-of-a-test"));
    }
}
