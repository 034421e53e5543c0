package io.keywheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keywheel.config.Loading.Loaded;
import io.keywheel.config.ProviderCatalog;
import io.keywheel.config.Settings;
import io.keywheel.config.SettingsLoader;
import io.keywheel.config.Surroundings;
import io.keywheel.pool.PoolListener;
import io.keywheel.probe.ProbedProvider;
import io.keywheel.provider.Providers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are added, changed and removed by the API of a whole sidecar while it serves. */
class RuntimeKeysTest {
    private static final String COMPLETION = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String OK =
            "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"hi\"}}]}";
    private static final String CONFIGURED = "gsk_fake_configured_00000000";
    private static final String ADDED = "gsk_fake_added_0000000000000";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> used = new CopyOnWriteArrayList<>();
    private final ProbedProvider provider = new ProbedProvider(vertx).answers(this::answer);

    @TempDir
    Path folder;

    private Sidecar sidecar;

    private void answer(HttpServerRequest request) {
        used.add(request.getHeader("authorization").substring("Bearer ".length()));
        ProbedProvider.say(request, 200, OK);
    }

    private Settings settings() {
        Map<String, String> environment = Map.of(
                "GROQ_API_KEY", CONFIGURED,
                "KEYWHEEL_GROQ_BASE_URL", provider.baseUrl(),
                "KEYWHEEL_PORT", "0",
                "KEYWHEEL_ADMIN_PORT", "0",
                "KEYWHEEL_ADMIN_TOKEN", "kwa_fake_admin_token_0000000000000000000");
        ProviderCatalog catalog =
                new ProviderCatalog(List.of(Providers.known("groq").orElseThrow()), Providers.generic());
        Surroundings surroundings = new Surroundings(environment, folder, Map.of());
        return ((Loaded) ProbedProvider.get(SettingsLoader.load(vertx, surroundings, catalog))).settings();
    }

    @BeforeEach
    void start() {
        sidecar = new Sidecar(settings(), Sidecar.vertx(), why -> {});
        ProbedProvider.get(sidecar.start(PoolListener.NONE));
    }

    @AfterEach
    void stop() {
        ProbedProvider.get(sidecar.stop());
        ProbedProvider.get(vertx.close());
    }

    private HttpResponse<String> admin(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + sidecar.adminPort() + "/admin/v1" + path))
                .header("authorization", "Bearer kwa_fake_admin_token_0000000000000000000")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) request.header("content-type", "application/json");
        if (headers.length > 0) request.headers(headers);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> add() throws IOException, InterruptedException {
        return admin("POST", "/keys", "{\"provider\":\"groq\",\"id\":\"added\",\"secret\":\"" + ADDED + "\"}");
    }

    private JsonObject key(String id) throws IOException, InterruptedException {
        return new JsonObject(admin("GET", "/keys/" + id, "").body());
    }

    private int chat(String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + sidecar.dataPort() + "/v1/chat/completions"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(COMPLETION));
        if (headers.length > 0) request.headers(headers);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    /** The secret of the key that serves. */
    private String serving() throws IOException, InterruptedException {
        used.clear();
        assertThat(chat()).isEqualTo(200);
        return used.get(0);
    }

    private String configured() throws IOException, InterruptedException {
        return new JsonObject(admin("GET", "/keys", "").body())
                .getJsonArray("items").stream()
                        .map(item -> ((JsonObject) item).getString("id"))
                        .filter(id -> id.startsWith("groq-"))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void aKeyThatIsAddedServesAndOneThatIsDisabledDoesNot() throws Exception {
        HttpResponse<String> added = add();
        String configured = configured();

        int disabled = admin("POST", "/keys/" + configured + "/disable", "").statusCode();

        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(added.body()).doesNotContain(ADDED);
        assertThat(disabled).isEqualTo(200);
        assertThat(serving()).isEqualTo(ADDED);
        assertThat(key(configured).getString("state")).isEqualTo("disabled");
    }

    @Test
    void whatWasMadeAndChangedIsThereAfterARestart() throws Exception {
        add();
        String configured = configured();
        admin("POST", "/keys/" + configured + "/disable", "");
        ProbedProvider.get(sidecar.stop());

        start();

        assertThat(serving()).isEqualTo(ADDED);
        assertThat(key(configured).getBoolean("enabled")).isFalse();
    }

    @Test
    void aRemovedKeyIsGoneAndStaysGone() throws Exception {
        add();
        int removed = admin("DELETE", "/keys/added", "").statusCode();
        ProbedProvider.get(sidecar.stop());
        start();

        assertThat(removed).isEqualTo(204);
        assertThat(admin("GET", "/keys/added", "").statusCode()).isEqualTo(404);
        assertThat(serving()).isEqualTo(CONFIGURED);
    }

    @Test
    void aRemovalCanBeTakenBackForAWhile() throws Exception {
        add();
        admin("DELETE", "/keys/added?after=30s", "");
        boolean out = !key("added").getBoolean("enabled");

        int restored = admin("POST", "/keys/added/restore", "").statusCode();

        assertThat(out).isTrue();
        assertThat(restored).isEqualTo(200);
        assertThat(key("added").getBoolean("enabled")).isTrue();
    }

    @Test
    void aRemovalThatNobodyTakesBackIsDoneWhenItsTimeIsOver() throws Exception {
        add();
        admin("DELETE", "/keys/added?after=1s", "");

        await().atMost(Duration.ofSeconds(10))
                .until(() -> admin("GET", "/keys/added", "").statusCode() == 404);
    }

    @Test
    void aConfiguredKeyIsChangedByAnOverlayButBelongsToItsSource() throws Exception {
        String configured = configured();
        String etag = admin("GET", "/keys/" + configured, "")
                .headers()
                .firstValue("etag")
                .orElseThrow();

        int renamed = admin("PATCH", "/keys/" + configured, "{\"label\":\"the first\"}", "If-Match", etag)
                .statusCode();
        int stale = admin("PATCH", "/keys/" + configured, "{\"label\":\"another\"}", "If-Match", etag)
                .statusCode();
        HttpResponse<String> removed = admin("DELETE", "/keys/" + configured, "");

        assertThat(List.of(renamed, stale, removed.statusCode())).containsExactly(200, 412, 409);
        assertThat(removed.body()).contains("GROQ_API_KEY");
        assertThat(key(configured).getString("label")).isEqualTo("the first");
    }

    @Test
    void theSameSecretIsTheSameKey() throws Exception {
        HttpResponse<String> twice =
                admin("POST", "/keys", "{\"provider\":\"groq\",\"secret\":\"" + CONFIGURED + "\"}");

        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(twice.body()).contains("duplicate_secret");
    }

    @Test
    void onceThereIsACallersTokenEverybodyBringsOneThatMayAskForTheModel() throws Exception {
        String body = "{\"name\":\"app\",\"models\":[\"other\"]}";
        JsonObject made = new JsonObject(admin("POST", "/tokens/caller", body).body());
        String token = made.getString("token");

        int without = chat();
        int with = chat("authorization", "Bearer " + token);
        admin("DELETE", "/tokens/caller/" + made.getString("id"), "");

        assertThat(List.of(without, with, chat())).containsExactly(401, 403, 200);
    }

    @Test
    void theAuditSaysWhoDidWhatWithoutASecret() throws Exception {
        add();
        admin("POST", "/keys/added/disable", "");

        String audit = admin("GET", "/audit", "").body();

        assertThat(audit).contains("key.create", "key.disable", "key/added").doesNotContain(ADDED);
    }
}
