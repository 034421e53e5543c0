package io.keywheel.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.config.Settings;
import io.keywheel.telemetry.Health;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operators' port answers operators, and no page that a browser of theirs happens to show. */
class AdminPlaneTest {
    private final Vertx vertx = Vertx.vertx();
    // Held: a client that nobody holds is closed when it is collected.
    private final HttpClient client = vertx.createHttpClient();
    private final AdminPlane plane = new AdminPlane(
            new Settings.AdminPlane("127.0.0.1", 0, Set.of("ops.example")),
            new Health(),
            ContractTest.absent(),
            World.TOKEN,
            InstantSource.system());

    @BeforeEach
    void start() throws Exception {
        vertx.deployVerticle(plane).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private int get(String path, String header, String value) throws Exception {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(plane.port())
                .setURI(path)
                .putHeader(header, value);
        return client.request(options)
                .compose(request -> request.send())
                .map(answer -> answer.statusCode())
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8081", "127.0.0.1.evil.example", "localhost.evil.example"})
    void aHostThatIsNotOursIsMisdirected(String host) throws Exception {
        for (String path : new String[] {"/", "/ui/", "/livez", "/nothing"}) {
            assertThat(get(path, "host", host)).isEqualTo(421);
        }
    }

    @ParameterizedTest
    @CsvSource({"localhost", "127.0.0.1:8081", "ops.example"})
    void aHostThatIsOursIsServed(String host) throws Exception {
        assertThat(get("/livez", "host", host)).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"https://evil.example", "null", "http://localhost:1"})
    void aPageOfAForeignOriginMayNotCall(String origin) throws Exception {
        assertThat(get("/livez", "origin", origin)).isEqualTo(403);
    }
}
