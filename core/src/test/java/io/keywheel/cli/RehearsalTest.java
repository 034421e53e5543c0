package io.keywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.config.Loading.Loaded;
import io.keywheel.config.SettingsLoader;
import io.keywheel.config.TwoProviders;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void itStandsInFrontOfItsOwnProviderWithKeysOfItsOwn() throws Exception {
        Rehearsal rehearsal = Rehearsal.begin(vertx, () -> TwoProviders.CATALOG).await(20, TimeUnit.SECONDS);

        Loaded loaded = (Loaded) SettingsLoader.load(vertx, rehearsal.surroundings(), TwoProviders.CATALOG)
                .await(20, TimeUnit.SECONDS);

        assertThat(loaded.settings().keyCount()).isEqualTo(2);
        URI provider = loaded.settings().providers().get(0).provider().baseUrl();
        assertThat(provider.getPort()).isEqualTo(rehearsal.provider().actualPort());
        assertThat(loaded.settings().dataPlane().port()).isZero();
    }

    @Test
    void itAsksTheSidecarAndEndsEvenWhereThereIsNoAnswer() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer sidecar = vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.add(request.path());
                    if (asked.size() == 2) request.connection().close();
                    else request.response().setStatusCode(404).end();
                })
                .listen(0, "127.0.0.1")
                .await(20, TimeUnit.SECONDS);
        Rehearsal rehearsal = Rehearsal.begin(vertx, () -> TwoProviders.CATALOG).await(20, TimeUnit.SECONDS);

        rehearsal.play(sidecar.actualPort(), sidecar.actualPort()).await(20, TimeUnit.SECONDS);

        assertThat(asked)
                .startsWith("/v1/chat/completions", "/v1/chat/completions", "/chat", "/admin/v1/pool")
                .contains("/admin/v1/keys");
    }
}
