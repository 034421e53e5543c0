package io.keywheel.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsServerTest {
    private static final PemPair ONE = PemPair.named("one");
    private static final PemPair TWO = PemPair.named("two");
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        vertx.close();
    }

    private HttpServer server() throws Exception {
        PemFiles files = new PemFiles(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        return TlsServer.of(vertx, new HttpServerOptions(), Optional.of(files))
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1")
                .await(20, TimeUnit.SECONDS);
    }

    /** Whose certificate the server shows; whoever it is. */
    private static String shown(int port) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
                socket.startHandshake();
                X509Certificate first = (X509Certificate) socket.getSession().getPeerCertificates()[0];
                return first.getSubjectX500Principal().getName();
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aNewCertificateIsShownWithoutARestart() throws Exception {
        ONE.write(folder);
        HttpServer server = server();
        assertThat(shown(server.actualPort())).isEqualTo("CN=one");

        TWO.write(folder);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(shown(server.actualPort())).isEqualTo("CN=two"));
    }

    @Test
    void filesThatDoNotFitEachOtherWaitForTheirOtherHalf() throws Exception {
        ONE.write(folder);
        HttpServer server = server();
        Files.writeString(folder.resolve("cert.pem"), TWO.certificate());

        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(shown(server.actualPort())).isEqualTo("CN=one"));
        Files.writeString(folder.resolve("key.pem"), TWO.key());
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(shown(server.actualPort())).isEqualTo("CN=two"));
    }

    @Test
    void aServerDoesNotBeginWithoutItsCertificate() {
        assertThatThrownBy(this::server).isInstanceOf(IllegalArgumentException.class);
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
