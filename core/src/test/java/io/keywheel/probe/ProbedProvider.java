package io.keywheel.probe;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A provider over real HTTP that answers as a test says, and remembers what it was asked. */
public final class ProbedProvider implements AutoCloseable {
    static final String LIST = "{\"object\":\"list\",\"data\":[{\"id\":\"m\",\"object\":\"model\"}]}";

    private final HttpServer server;
    private final List<HttpServerRequest> asked = new CopyOnWriteArrayList<>();
    private volatile Consumer<HttpServerRequest> script = ProbedProvider::rejects;

    public ProbedProvider(Vertx vertx) {
        server = get(vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.add(request);
                    script.accept(request);
                })
                .exceptionHandler(t -> {})
                .listen(0, "127.0.0.1"));
    }

    /** From now on it answers so. */
    public ProbedProvider answers(Consumer<HttpServerRequest> how) {
        script = how;
        return this;
    }

    public static void rejects(HttpServerRequest request) {
        say(
                request,
                401,
                "{\"error\":{\"message\":\"Invalid API Key\",\"type\":\"invalid_request_error\",\"code\":\"invalid_api_key\"}}");
    }

    public static void accepts(HttpServerRequest request) {
        say(request, 200, LIST);
    }

    public static void say(HttpServerRequest request, int status, String json) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(json);
    }

    /** Requests to this path. */
    public List<HttpServerRequest> asked(String path) {
        return asked.stream().filter(r -> r.path().endsWith(path)).toList();
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.actualPort() + "/openai/v1";
    }

    public static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the future failed", e);
        }
    }

    @Override
    public void close() {
        get(server.close());
    }
}
