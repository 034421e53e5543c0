package io.keywheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keywheel.config.Loading;
import io.keywheel.config.Loading.Loaded;
import io.keywheel.config.ProviderCatalog;
import io.keywheel.config.Settings;
import io.keywheel.config.SettingsLoader;
import io.keywheel.config.Surroundings;
import io.keywheel.pool.PoolListener;
import io.keywheel.probe.Pace;
import io.keywheel.probe.ProbedProvider;
import io.keywheel.provider.Providers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole sidecar before a provider that revokes its only key. */
class SidecarRecoveryTest {
    private static final Pace QUICK = new Pace(200, 400, 400, 2_000, 20);
    private static final String COMPLETION = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String OK =
            "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"hi\"}}]}";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicBoolean revoked = new AtomicBoolean();
    private final ProbedProvider provider = new ProbedProvider(vertx).answers(this::answer);
    private Sidecar sidecar = new Sidecar(settings("groq"), Sidecar.vertx(), why -> {}, QUICK);

    @TempDir
    static Path folder;

    private void answer(HttpServerRequest request) {
        if (revoked.get()) ProbedProvider.rejects(request);
        else ProbedProvider.say(request, 200, OK);
    }

    private Settings settings(String name) {
        String env = name.toUpperCase(Locale.ROOT);
        Map<String, String> environment = Map.of(
                env + "_API_KEY",
                "gsk_fake_primary_0000000000",
                "KEYWHEEL_" + env + "_BASE_URL",
                provider.baseUrl(),
                "KEYWHEEL_PORT",
                "0",
                "KEYWHEEL_ADMIN_PORT",
                "0");
        ProviderCatalog catalog =
                new ProviderCatalog(List.of(Providers.known("groq").orElseThrow()), Providers.generic());
        Surroundings surroundings = new Surroundings(environment, folder, Map.of());
        Loading loading = ProbedProvider.get(SettingsLoader.load(vertx, surroundings, catalog));
        assertThat(loading).isInstanceOf(Loaded.class);
        return ((Loaded) loading).settings();
    }

    @BeforeEach
    void start() {
        ProbedProvider.get(sidecar.start(PoolListener.NONE));
    }

    @AfterEach
    void stop() {
        ProbedProvider.get(sidecar.stop());
        ProbedProvider.get(vertx.close());
    }

    private int chat() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + sidecar.dataPort() + "/v1/chat/completions"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(COMPLETION))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void aRevokedKeyComesBackToServiceByItself() throws Exception {
        assertThat(chat()).isEqualTo(200);
        revoked.set(true);
        assertThat(chat()).isNotEqualTo(200);
        assertThat(chat()).isEqualTo(503);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> provider.asked("/models").size() >= 2);
        int sent = provider.asked("/chat/completions").size();

        revoked.set(false);

        await().atMost(Duration.ofSeconds(10)).until(() -> chat() == 200);
        assertThat(sent).isEqualTo(2);
        assertThat(provider.asked("/chat/completions")).hasSize(3);
        int probes = provider.asked("/models").size();
        assertThat(provider.asked("/models"))
                .allMatch(r -> "Bearer gsk_fake_primary_0000000000".equals(r.getHeader("authorization")));
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(5))
                .until(() -> provider.asked("/models").size() == probes);
    }

    @Test
    void whereAProbeWouldProveNothingNoneIsSent() throws Exception {
        ProbedProvider.get(sidecar.stop());
        sidecar = new Sidecar(settings("elsewhere"), Sidecar.vertx(), why -> {}, QUICK);
        ProbedProvider.get(sidecar.start(PoolListener.NONE));
        revoked.set(true);

        assertThat(chat()).isNotEqualTo(200);

        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(5))
                .until(() -> provider.asked("/models").isEmpty());
        assertThat(provider.asked("/chat/completions")).hasSize(1);
    }
}
