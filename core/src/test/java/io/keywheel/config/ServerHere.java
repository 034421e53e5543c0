package io.keywheel.config;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A web server of a test's own that answers as the test says and remembers what it was asked. */
final class ServerHere implements AfterEachCallback {
    private final Vertx vertx = Vertx.vertx();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Handler<HttpServerRequest> answer =
            request -> request.response().setStatusCode(404).end();
    private final HttpServer server;

    record Asked(String uri, String authorization, String tag, String vault, String consul) {}

    ServerHere() {
        this(new HttpServerOptions());
    }

    ServerHere(HttpServerOptions options) {
        try {
            server = vertx.createHttpServer(options)
                    .requestHandler(this::handle)
                    .listen(0, "127.0.0.1")
                    .await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private void handle(HttpServerRequest request) {
        asked.add(new Asked(
                request.uri(),
                String.valueOf(request.getHeader("Authorization")),
                String.valueOf(request.getHeader("If-None-Match")),
                String.valueOf(request.getHeader("X-Vault-Token")),
                String.valueOf(request.getHeader("X-Consul-Token"))));
        answer.handle(request);
    }

    void answers(Handler<HttpServerRequest> other) {
        answer = other;
    }

    void answers(int status, String body) {
        answers(request -> request.response().setStatusCode(status).end(body));
    }

    List<Asked> asked() {
        return asked;
    }

    int port() {
        return server.actualPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    void close() {
        try {
            server.close().await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        vertx.close();
    }
}
