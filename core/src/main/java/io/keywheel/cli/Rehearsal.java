package io.keywheel.cli;

import io.keywheel.config.ProviderCatalog;
import io.keywheel.config.Surroundings;
import io.keywheel.config.TemporaryFolder;
import io.keywheel.sim.Terminal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The run that trains the class-data archive, on {@code -Dkeywheel.train=1}: the sidecar starts as always, but in surroundings of
 * its own, in front of a provider of its own, asks itself a few questions and stops. So the archive holds what a start needs.
 *
 * @param folder where it keeps what it keeps
 */
public record Rehearsal(Vertx vertx, HttpServer provider, TemporaryFolder folder, Supplier<ProviderCatalog> catalog)
        implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String ANSWER = "{\"id\":\"1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,"
            + "\"message\":{\"role\":\"assistant\",\"content\":\"yes\"},\"finish_reason\":\"stop\"}]}";
    private static final String EVENTS =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"yes\"}}]}\n\ndata: [DONE]\n\n";
    private static final String QUESTION = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]}";
    private static final String STREAMED = "{\"model\":\"m\",\"stream\":true,\"messages\":[]}";

    public static boolean wanted() {
        return "1".equals(System.getProperty("keywheel.train"));
    }

    /** Opens the provider; the settings are then to be loaded from {@link #surroundings()}. */
    public static Future<Rehearsal> begin(Vertx vertx, Supplier<ProviderCatalog> catalog) {
        return vertx.createHttpServer()
                .requestHandler(Rehearsal::answer)
                .listen(0, HOST)
                .map(provider -> new Rehearsal(vertx, provider, folderOfItsOwn(), catalog));
    }

    private static TemporaryFolder folderOfItsOwn() {
        try {
            return TemporaryFolder.made("keywheel-rehearsal");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks the sidecar that listens on these ports; it may be stopped when this completes. Never fails. */
    public Future<Void> play(int port, int adminPort) {
        HttpClient caller = vertx.createHttpClient();
        return ask(caller, port, "/v1/chat/completions", QUESTION)
                .eventually(() -> ask(caller, port, "/v1/chat/completions", STREAMED))
                .eventually(() -> ask(caller, port, "/chat", "{\"message\":\"?\"}"))
                .eventually(() -> vertx.executeBlocking(() -> operate(adminPort)))
                .eventually(caller::close)
                .eventually(provider::close)
                .otherwiseEmpty();
    }

    private static Future<Void> ask(HttpClient caller, int port, String path, String body) {
        return caller.request(HttpMethod.POST, port, HOST, path)
                .compose(request ->
                        request.putHeader("content-type", "application/json").send(body))
                .compose(response -> response.body().mapEmpty());
    }

    /** Commands are started often, and end soon: what they load is most of what they take. */
    private int operate(int adminPort) {
        Terminal nobody = Terminal.of(Map.of());
        Shell shell = new Shell(Map.of(), folder.path(), InputStream.nullInputStream(), nobody);
        Runs runs = new Runs(flags -> Exit.FAILURE, (s, l) -> Future.failedFuture("not here"), catalog);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        String url = "--url=http://" + HOST + ":" + adminPort;
        int worst = Exit.OK;
        for (String command : List.of("status", "events", "keys list", "keys show none"))
            worst = Math.max(worst, Cli.run(runs, shell, nowhere, nowhere, (command + " " + url).split(" ", -1)));
        return worst;
    }

    private static void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            boolean stream = body.toString().contains("\"stream\":true");
            HttpServerResponse response = request.response();
            response.putHeader("content-type", stream ? "text/event-stream" : "application/json");
            response.end(stream ? EVENTS : ANSWER);
        });
    }

    /** Instead of the real ones: no real key, no real port. */
    public Surroundings surroundings() {
        Map<String, String> environment = Map.of(
                "GROQ_API_KEY", "gsk_rehearsal_primary",
                "GROQ_API_KEY_FALLBACK", "gsk_rehearsal_further",
                "KEYWHEEL_GROQ_BASE_URL", "http://" + HOST + ":" + provider.actualPort() + "/v1",
                "KEYWHEEL_PORT", "0",
                "KEYWHEEL_ADMIN_PORT", "0");
        return new Surroundings(environment, folder.path(), Map.of());
    }

    /** What was kept goes, once the sidecar has stopped. */
    @Override
    public void close() {
        folder.close();
    }
}
