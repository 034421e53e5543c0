package io.keywheel.sim;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** A provider that is not there: an HTTP server on loopback that answers, limits and fails as Groq does. */
public final class SimulatedProvider {
    private static final String BEARER = "Bearer ";
    private static final int LONGEST_ANSWER = 100_000;

    /**
     * What the provider is like, and where it listens.
     *
     * @param port 0 takes any free one
     */
    public record Options(int port, Nature nature) {

        /** One set of limits for all organisations, as candid as Groq but for the headers. */
        public Options(int port, List<SimKey> keys, List<Allowance> allowances, LimitHeaders limitHeaders, Pace pace) {
            this(port, new Nature(keys, Quotas.of(allowances), Candour.of(limitHeaders), pace));
        }
    }

    private final Vertx vertx;
    private final HttpServer server;
    private final VirtualProvider provider;
    private final LongSupplier micros;
    private final Set<HttpConnection> reused = ConcurrentHashMap.newKeySet();

    private SimulatedProvider(Vertx vertx, Options options, LongSupplier micros) {
        this.vertx = vertx;
        this.provider = new VirtualProvider(options.nature());
        this.micros = micros;
        this.server = vertx.createHttpServer(new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(options.port())
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(64 << 10)
                .setIdleTimeout(660));
    }

    public static Future<SimulatedProvider> start(Vertx vertx, Options options) {
        long begin = System.nanoTime();
        return start(vertx, options, () -> (System.nanoTime() - begin) / 1_000);
    }

    /** @param micros how long ago it began */
    static Future<SimulatedProvider> start(Vertx vertx, Options options, LongSupplier micros) {
        SimulatedProvider provider = new SimulatedProvider(vertx, options, micros);
        return provider.server
                .connectionHandler(c -> c.closeHandler(v -> provider.reused.remove(c)))
                .requestHandler(provider::handle)
                .listen()
                .map(provider);
    }

    public int port() {
        return server.actualPort();
    }

    /** What stands before {@code /chat/completions}. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port() + SimRequest.BASE);
    }

    public Script script() {
        return provider.scriptAt(micros);
    }

    /** How many requests ended how, by key id (or {@code stranger}) and outcome. */
    public Map<String, Map<String, Long>> stats() {
        return provider.stats();
    }

    public Future<Void> stop() {
        return server.close();
    }

    private void handle(HttpServerRequest request) {
        Intake.whole(request)
                .onSuccess(body -> answer(request, read(request, body)))
                .onFailure(e -> request.response()
                        .setStatusCode(413)
                        .putHeader("content-type", "application/json")
                        .end(Bodies.mistake("Request Entity Too Large", "request_too_large")
                                .toBuffer()));
    }

    private SimRequest read(HttpServerRequest request, Buffer body) {
        String sent = Optional.ofNullable(request.getHeader("authorization")).orElse("");
        String tokens = Optional.ofNullable(request.getHeader("x-sim-tokens")).orElse("");
        return new SimRequest(
                sent.startsWith(BEARER) ? sent.substring(BEARER.length()) : "",
                request.method() + " " + request.path(),
                Ask.read(request.getHeader("content-type"), body),
                Optional.ofNullable(request.getHeader("x-sim-fault")),
                tokens.matches("\\d{1,6}") ? Math.min(LONGEST_ANSWER, Integer.parseInt(tokens)) : 0,
                !reused.add(request.connection()));
    }

    private void answer(HttpServerRequest request, SimRequest read) {
        SimAnswer answer = provider.at(read, micros.getAsLong());
        Exchange exchange = new Exchange(vertx, request, outcome -> {
            provider.tally().count(answer.slip().visit().key().id(), outcome);
            provider.endedAt(answer, micros.getAsLong());
        });
        exchange.after(
                answer.pace().firstMillis(), () -> exchange.send(provider.leavingAt(answer, micros.getAsLong())));
    }
}
