package io.keywheel.sim;

import io.keywheel.config.Settings;
import io.keywheel.pool.Acquired;
import io.keywheel.pool.Demand;
import io.keywheel.pool.Exhausted;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.Lease;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.PoolListener;
import io.keywheel.pool.PoolShare;
import io.keywheel.pool.Reach;
import io.keywheel.pool.Verdict;
import io.keywheel.provider.Provider;
import io.keywheel.provider.Reply;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The least that fails over: stands in for the sidecar where only the demo is tested. Bodies are held whole, streams too. */
final class FakeSidecar implements SidecarStart {
    private final Vertx vertx;
    final List<Settings> started = new ArrayList<>();

    FakeSidecar(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Future<Running> start(Settings settings, PoolListener listener) {
        started.add(settings);
        Settings.Pooled pooled = settings.providers().get(0);
        KeyPool pool = new KeyPool("sim", pooled.keys(), InstantSource.system(), PoolShare.ALONE, listener);
        Gateway gateway = new Gateway(pooled.provider(), pool, vertx.createHttpClient());
        HttpServer server = vertx.createHttpServer().requestHandler(gateway::handle);
        return server.listen(settings.dataPlane().port(), "127.0.0.1").map(Member::new);
    }

    private record Member(HttpServer server) implements Running {
        @Override
        public int dataPort() {
            return server.actualPort();
        }

        @Override
        public int adminPort() {
            return 1;
        }

        @Override
        public String signInPath() {
            return "/ui/?code=once";
        }

        @Override
        public Future<Void> stop() {
            return server.close();
        }
    }

    private record Answer(int status, MultiMap headers, Buffer body) {}

    private record Exchange(HttpServerRequest request, Buffer body, Demand demand) {
        boolean isSimple() {
            return request.path().equals("/chat");
        }
    }

    private record Gateway(Provider provider, KeyPool pool, HttpClient client) {

        void handle(HttpServerRequest request) {
            request.body().onSuccess(body -> {
                boolean simple = request.path().equals("/chat");
                JsonObject sent = simple
                        ? new JsonObject()
                                .put("model", provider.chatModel())
                                .put("messages", JsonArray.of(JsonObject.of("role", "user", "content", "hi")))
                        : new JsonObject(body);
                attempt(new Exchange(request, sent.toBuffer(), new Demand(sent.getString("model"))), 1);
            });
        }

        private void attempt(Exchange x, int number) {
            Acquired acquired = pool.acquire(x.demand());
            if (acquired instanceof Exhausted exhausted) exhausted(x, exhausted);
            else if (acquired instanceof Lease lease) send(x, lease, number);
        }

        private void send(Exchange x, Lease lease, int number) {
            RequestOptions options = new RequestOptions()
                    .setAbsoluteURI(provider.baseUrl() + "/chat/completions")
                    .setMethod(HttpMethod.POST)
                    .putHeader("authorization", "Bearer " + lease.key().secret().reveal());
            client.request(options)
                    .compose(r -> r.send(x.body()))
                    .compose(r -> r.body().map(b -> new Answer(r.statusCode(), r.headers(), b)))
                    .onSuccess(answer -> judge(x, lease, number, answer))
                    .onFailure(e ->
                            again(x, lease, number, Verdict.of(Outcome.PROVIDER_FAILED, Reach.UPSTREAM, 0, "", "")));
        }

        private void judge(Exchange x, Lease lease, int number, Answer answer) {
            boolean fine = answer.status() == 200 && !answer.body().toString().contains("\"error\"");
            if (!fine) {
                Reply reply = new Reply(
                        answer.status(), answer.headers()::get, answer.body().getBytes());
                again(x, lease, number, provider.dialect().classify(reply, Instant.now()));
                return;
            }
            lease.settle(Verdict.succeeded());
            x.request()
                    .response()
                    .putHeader("x-keywheel-key", lease.key().id())
                    .putHeader("x-keywheel-attempts", Integer.toString(number))
                    .end(
                            x.isSimple()
                                    ? Buffer.buffer("{\"answer\":\"yes\",\"response_type\":\"answer\"}")
                                    : answer.body());
        }

        private void again(Exchange x, Lease lease, int number, Verdict verdict) {
            lease.settle(verdict);
            if (number < 6) attempt(x, number + 1);
            else x.request().response().setStatusCode(502).end();
        }

        private void exhausted(Exchange x, Exhausted exhausted) {
            long millis = exhausted.soonest().orElse(0) - InstantSource.system().millis();
            x.request().response().putHeader("retry-after", Long.toString((millis + 999) / 1_000));
            if (x.isSimple()) x.request().response().end("{\"response_type\":\"system_error\"}");
            else x.request().response().setStatusCode(429).end();
        }
    }
}
