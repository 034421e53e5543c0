package io.keywheel.admin;

import io.keywheel.admin.http.Contract;
import io.keywheel.admin.http.Schemas;
import io.keywheel.admin.local.EventRing;
import io.keywheel.admin.local.LastRequests;
import io.keywheel.admin.local.LocalPools;
import io.keywheel.admin.port.Audit;
import io.keywheel.admin.port.ConfigView;
import io.keywheel.admin.port.KeyState;
import io.keywheel.admin.port.KeyView.TokenCounts;
import io.keywheel.admin.port.LaneHistory;
import io.keywheel.admin.port.Members;
import io.keywheel.admin.port.Page;
import io.keywheel.admin.port.Reloads;
import io.keywheel.admin.port.Resealing;
import io.keywheel.admin.port.UsageQuery;
import io.keywheel.config.Settings;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.PoolListener;
import io.keywheel.pool.PoolShare;
import io.keywheel.pool.RequestTrail;
import io.keywheel.pool.Secret;
import io.keywheel.pool.Usage;
import io.keywheel.telemetry.Health;
import io.keywheel.telemetry.RequestRing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** An admin plane on loopback, in front of ports in memory; every answer is held against the contract. */
final class World implements AutoCloseable {
    static final String TOKEN = "test-admin-token-0000000000000000";
    static final String API = "/admin/v1";
    static final Contract CONTRACT = Contract.load();

    final MemoryKeys keys = new MemoryKeys();
    final MemoryTokens tokens = new MemoryTokens();
    final MemorySettings settings = new MemorySettings();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T10:00:00Z"));
    final InstantSource clock = () -> Objects.requireNonNull(now.get());
    final EventRing events = new EventRing(clock);
    final RequestRing requests = new RequestRing();
    final AdminPlane plane;
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(32));
    private final Map<String, Validator> answers = new HashMap<>();

    /** One that listens. */
    static World begun() {
        try {
            return new World();
        } catch (Exception e) {
            throw new IllegalStateException("the admin plane could not be started", e);
        }
    }

    World() throws Exception {
        keys.configured("conf", "gsk_configured0key0for0tests00000000");
        requests.ended(new RequestTrail(
                "kw-1",
                1_000,
                "groq",
                "m",
                200,
                5,
                new Usage(3, 4),
                List.of(new RequestTrail.Step("conf", Outcome.SUCCEEDED, 200, "", 0, 5))));
        plane = new AdminPlane(new Settings.AdminPlane("127.0.0.1", 0, Set.of()), new Health(), ports(), TOKEN, clock);
        get(vertx.deployVerticle(plane));
    }

    private Ports ports() {
        PoolKey key = PoolKey.configured("groq", "GROQ_API_KEY", new Secret("gsk_pool0key0for0tests0000000000"), "env");
        KeyPool pool = new KeyPool("groq", List.of(key), clock, PoolShare.ALONE, PoolListener.NONE);
        UsageQuery usage = q -> done(new UsageQuery.Usage(
                q.by(),
                clock.instant(),
                clock.instant(),
                "1m",
                List.of(new UsageQuery.Series(
                        "conf",
                        List.of(new UsageQuery.Point(clock.instant(), Map.of("total", 2L), new TokenCounts(1, 2))))),
                List.of()));
        LaneHistory lanes = (from, to) -> new LaneHistory.Lanes(
                clock.instant(),
                clock.instant(),
                List.of(new LaneHistory.Lane(
                        "conf", List.of(new LaneHistory.Span(clock.instant(), clock.instant(), KeyState.READY)))));
        Audit audit = (actor, target, place) -> done(new Page<>(
                List.of(new Audit.Entry(
                        "1",
                        clock.instant(),
                        "admin-token",
                        "key.create",
                        "x",
                        Optional.empty(),
                        Optional.of(Map.of("label", "x")),
                        "alone",
                        "00")),
                Optional.empty()));
        Members members = () -> done(List.of(new Members.MemberView(
                "1",
                "127.0.0.1:1",
                true,
                "alive",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
        Reloads reloads = (dry, by) -> done(new Reloads.Report(
                dry, 2, List.of(new Reloads.MemberReport("alone", List.of(), List.of(), List.of(), 1, List.of()))));
        return new Ports(
                keys,
                new LocalPools(Map.of("groq", pool), "groq", clock, () -> 1),
                tokens,
                new LocalOperations(clock),
                new LastRequests(requests),
                events,
                members,
                () -> List.of(new ConfigView.Setting("KEYWHEEL_PORT", "8080", "default")),
                usage,
                lanes,
                audit,
                settings,
                reloads,
                new Resealing() {
                    @Override
                    public int records() {
                        return 1;
                    }

                    @Override
                    public java.util.concurrent.CompletionStage<Integer> reseal(
                            IntConsumer progress, io.keywheel.admin.port.By by) {
                        progress.accept(1);
                        return done(1);
                    }
                });
    }

    private static <T> CompletableFuture<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }

    String snapshot() {
        return keys.snapshot() + tokens.snapshot() + settings.current();
    }

    void passes(Duration time) {
        now.updateAndGet(n -> n.plus(time));
    }

    /** A request to be. */
    record Ask(HttpMethod method, String path, Map<String, String> headers, Buffer body) {
        static Ask of(String method, String path) {
            return new Ask(
                    HttpMethod.valueOf(method), path, Map.of("authorization", "Bearer " + TOKEN), Buffer.buffer());
        }

        Ask with(String header, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(header, value);
            return new Ask(method, path, more, body);
        }

        Ask without(String header) {
            Map<String, String> fewer = new HashMap<>(headers);
            fewer.remove(header);
            return new Ask(method, path, fewer, body);
        }

        Ask json(String text) {
            return text("application/json", Buffer.buffer(text));
        }

        Ask text(String type, Buffer bytes) {
            return new Ask(method, path, with("content-type", type).headers, bytes);
        }
    }

    /** An answer. */
    record Got(int status, Map<String, String> headers, List<String> cookies, String text) {
        JsonObject json() {
            return new JsonObject(text);
        }

        String code() {
            return json().getString("code");
        }

        String pointer() {
            return json().getString("pointer");
        }
    }

    Future<Got> send(Ask ask) {
        RequestOptions options = new RequestOptions()
                .setMethod(ask.method())
                .setHost("127.0.0.1")
                .setPort(plane.port())
                .setURI(ask.path());
        ask.headers().forEach(options::putHeader);
        Promise<Got> got = Promise.promise();
        // On a loop: from here the answer's body could come before anybody reads it.
        vertx.runOnContext(v -> client.request(options)
                .compose(request -> request.send(ask.body()))
                .compose(response -> response.body().map(body -> got(response, body)))
                .onComplete(got));
        return got.future();
    }

    private static Got got(HttpClientResponse response, Buffer body) {
        Map<String, String> headers = new HashMap<>();
        response.headers().forEach((n, v) -> headers.put(n.toLowerCase(java.util.Locale.ROOT), v));
        return new Got(response.statusCode(), headers, response.cookies(), body.toString());
    }

    Got ask(Ask ask) throws Exception {
        return get(send(ask));
    }

    /** Sends it below the API, and holds a good answer against the contract. */
    Got call(String operation, Ask ask) throws Exception {
        Got got = ask(new Ask(ask.method(), API + ask.path(), ask.headers(), ask.body()));
        if (!operation.isEmpty() && got.status() < 300 && !got.text().isEmpty()) hold(operation, got);
        return got;
    }

    private void hold(String operation, Got got) {
        Validator validator =
                answers.computeIfAbsent(operation + " " + got.status(), n -> validator(operation, got.status()));
        OutputUnit verdict = validator.validate(got.json());
        if (!Boolean.TRUE.equals(verdict.getValid()))
            throw new AssertionError(
                    operation + " answers what the contract does not: " + verdict.getErrors() + got.text());
    }

    private static Validator validator(String operation, int status) {
        Contract.Rules rules = Objects.requireNonNull(CONTRACT.rules().get(operation));
        JsonObject responses = CONTRACT.document()
                .getJsonObject("paths")
                .getJsonObject(rules.path())
                .getJsonObject(rules.method())
                .getJsonObject("responses");
        if (!responses.containsKey("" + status)) throw new AssertionError(operation + " has no answer " + status);
        JsonObject answer = (JsonObject) CONTRACT.resolved(responses.getJsonObject("" + status));
        return Schemas.validator(answer.getJsonObject("content")
                .getJsonObject("application/json")
                .getJsonObject("schema"));
    }

    static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    Vertx vertx() {
        return vertx;
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() throws Exception {
        get(vertx.close());
    }
}
