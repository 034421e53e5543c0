package io.keywheel.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A provider over real HTTP that answers as a test says, and remembers what it was asked. */
final class ScriptedProvider implements AutoCloseable {

    /** One request as it arrived. */
    record Asked(
            String key,
            String method,
            String uri,
            Map<String, String> headers,
            Buffer body,
            HttpServerRequest request) {
        void answer(int status, String type, String body) {
            request.response()
                    .setStatusCode(status)
                    .putHeader("content-type", type)
                    .end(body);
        }

        void json(int status, String body) {
            answer(status, "application/json", body);
        }

        HttpServerResponse stream() {
            HttpServerResponse out = request.response().setChunked(true).putHeader("content-type", "text/event-stream");
            out.writeHead();
            return out;
        }

        void cut() {
            request.connection().close();
        }
    }

    static final String OK =
            "{\"id\":\"c1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                    + "\"content\":\"  Paris.  \"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}";

    private final Vertx vertx;
    private final HttpServer server;
    private final String home;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Consumer<Asked> script = a -> a.json(200, OK);
    private final AtomicInteger closedEarly = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();

    ScriptedProvider(Vertx vertx) {
        this(vertx, new HttpServerOptions());
    }

    /** With TLS it is reached as {@code localhost}, the name that its certificate may have. */
    ScriptedProvider(Vertx vertx, HttpServerOptions options) {
        this.vertx = vertx;
        this.home = options.isSsl() ? "https://localhost:" : "http://127.0.0.1:";
        this.server = Futures.get(vertx.createHttpServer(options)
                .connectionHandler(c -> connections.incrementAndGet())
                .requestHandler(this::handle)
                .exceptionHandler(t -> {})
                .listen(0, "127.0.0.1"));
    }

    private void handle(HttpServerRequest request) {
        request.response().closeHandler(v -> {
            if (!request.response().ended()) closedEarly.incrementAndGet();
        });
        request.response().exceptionHandler(t -> {});
        request.body().onSuccess(body -> {
            Asked one =
                    new Asked(key(request), request.method().name(), request.uri(), headers(request), body, request);
            asked.add(one);
            script.accept(one);
        });
    }

    private static String key(HttpServerRequest request) {
        @Nullable String authorization = request.getHeader("authorization");
        return authorization == null ? "" : authorization.replace("Bearer ", "");
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach(headers::put);
        return headers;
    }

    /** From now on it answers so. */
    ScriptedProvider answers(Consumer<Asked> how) {
        script = how;
        return this;
    }

    void after(long millis, Runnable action) {
        vertx.setTimer(millis, t -> action.run());
    }

    String baseUrl() {
        return home + server.actualPort() + "/openai/v1";
    }

    int port() {
        return server.actualPort();
    }

    List<Asked> asked() {
        return asked;
    }

    List<String> keysAsked() {
        return asked.stream().map(Asked::key).toList();
    }

    /** Connections that were opened, with their handshake. */
    int connections() {
        return connections.get();
    }

    /** Answers that the sidecar cut before they were whole. */
    int closedEarly() {
        return closedEarly.get();
    }

    static String rateLimit(String wait) {
        return "{\"error\":{\"message\":\"Rate limit reached for model `m` in organization `org_example` service tier `on_demand` "
                + "on requests per minute (RPM): Limit 30, Used 30, Requested 1. Please try again in " + wait
                + ".\",\"type\":\"requests\",\"code\":\"rate_limit_exceeded\"}}";
    }

    static String chunk(String delta) {
        return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":" + delta
                + ",\"finish_reason\":null}]}\n\n";
    }

    static String lastChunk() {
        return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{},"
                + "\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
    }

    @Override
    public void close() {
        Futures.get(server.close());
    }
}
