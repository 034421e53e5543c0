package io.keywheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywheel.config.Loading;
import io.keywheel.config.ProviderCatalog;
import io.keywheel.config.Settings;
import io.keywheel.config.SettingsLoader;
import io.keywheel.config.Surroundings;
import io.keywheel.pool.PoolListener;
import io.keywheel.provider.Providers;
import io.keywheel.tls.PemPair;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsPlanesTest {
    private static final PemPair OWN = PemPair.named("localhost");

    @TempDir
    Path folder;

    private final Vertx asking = Vertx.vertx();
    private Sidecar sidecar;

    @BeforeEach
    void start() throws TimeoutException {
        OWN.write(folder);
        Map<String, String> environment = Map.of(
                "KEYWHEEL_PORT", "0",
                "KEYWHEEL_ADMIN_PORT", "0",
                "KEYWHEEL_TLS_CERT", "cert.pem",
                "KEYWHEEL_TLS_KEY", "key.pem",
                "KEYWHEEL_ADMIN_TLS_CERT", "cert.pem",
                "KEYWHEEL_ADMIN_TLS_KEY", "key.pem");
        ProviderCatalog catalog =
                new ProviderCatalog(List.of(Providers.known("groq").orElseThrow()), Providers.generic());
        Loading loading = SettingsLoader.load(asking, new Surroundings(environment, folder, Map.of()), catalog)
                .await(20, TimeUnit.SECONDS);
        Settings settings = ((Loading.Loaded) loading).settings();
        sidecar = new Sidecar(settings, Sidecar.vertx(), why -> {});
        sidecar.start(PoolListener.NONE).await(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        sidecar.stop().toCompletionStage().toCompletableFuture().join();
        asking.close();
    }

    private int status(int port, boolean tls) throws TimeoutException {
        HttpClientOptions options = new HttpClientOptions()
                .setSsl(tls)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(OWN.certificate())));
        HttpClient client = asking.createHttpClient(options);
        return client.request(HttpMethod.GET, port, "localhost", "/livez")
                .compose(HttpClientRequest::send)
                .map(HttpClientResponse::statusCode)
                .await(20, TimeUnit.SECONDS);
    }

    @Test
    void bothPlanesSpeakTlsAndNothingElse() throws TimeoutException {
        assertThat(status(sidecar.dataPort(), true)).isEqualTo(200);
        assertThat(status(sidecar.adminPort(), true)).isEqualTo(200);
        assertThatThrownBy(() -> status(sidecar.dataPort(), false)).isNotNull();
        assertThatThrownBy(() -> status(sidecar.adminPort(), false)).isNotNull();
    }
}
