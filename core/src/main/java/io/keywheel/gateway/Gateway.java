package io.keywheel.gateway;

import io.keywheel.config.Settings;
import io.keywheel.pool.Affinity;
import io.keywheel.pool.Demand;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.RequestTrail;
import io.keywheel.provider.Provider;
import io.keywheel.telemetry.Health;
import io.keywheel.web.HealthRoutes;
import io.keywheel.web.HostCheck;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The data plane on one event loop: checks a request, finds its pool, and lets {@link Failover} serve it. */
public final class Gateway extends VerticleBase implements Failover.Loop {
    private static final long TICK_MILLIS = 100;
    private static final int LARGEST_HEADERS = 32 * 1024;
    private static final int BACKLOG = 8192;
    private static final long UNREADABLE_MILLIS = 200;
    private static final double LONGEST_PATIENCE = 60;

    /** What all event loops share. */
    public static final class Shared {
        private final Settings settings;
        private final Pools pools;
        private final InstantSource clock;
        private final Health health;
        private final BodyBudget bodies;
        private final Timings timings;
        private final RequestTrail.Listener trails;

        /**
         * With nobody to tell of requests.
         *
         * @throws IllegalArgumentException where the certificate file of the settings cannot be read
         */
        public Shared(Settings settings, Map<String, KeyPool> pools, InstantSource clock, Health health) {
            this(settings, pools, clock, health, RequestTrail.Listener.NONE);
        }

        /**
         * With somebody who is told of every request.
         *
         * @throws IllegalArgumentException where the certificate file of the settings cannot be read
         */
        public Shared(
                Settings settings,
                Map<String, KeyPool> pools,
                InstantSource clock,
                Health health,
                RequestTrail.Listener trails) {
            this(settings, pools, clock, health, trails, Timings.STANDARD);
        }

        Shared(
                Settings settings,
                Map<String, KeyPool> pools,
                InstantSource clock,
                Health health,
                RequestTrail.Listener trails,
                Timings timings) {
            this.settings = settings;
            this.pools = Pools.of(settings, pools);
            this.clock = clock;
            this.health = health;
            this.bodies = new BodyBudget(settings.limits().replayBytesInAll());
            this.timings = timings;
            this.trails = trails;
        }

        /** Bytes of callers' bodies that are held for replay now. */
        long heldBytes() {
            return bodies.held();
        }
    }

    private final Shared shared;
    private final Settings settings;
    private final CallerAuth auth;
    private final HostCheck hosts;
    private final Cors cors;
    private final Failover failover;
    private final RequestIds ids = new RequestIds();
    private final CallerConnections callers;
    private final Map<String, Connections> connections = new HashMap<>();
    private final Set<Call> running = new HashSet<>();
    private volatile int runningNow;
    private @Nullable HttpClientAgent client;
    private @Nullable ModelList models;
    private @Nullable HttpServer server;
    private @Nullable Promise<Void> drained;

    public Gateway(Shared shared) {
        this.shared = shared;
        this.settings = shared.settings;
        Settings.DataPlane plane = settings.dataPlane();
        this.auth = new CallerAuth(plane.callerTokens());
        this.hosts = new HostCheck(plane.host(), plane.allowedHosts(), plane.corsOrigins());
        this.cors = new Cors(hosts);
        this.callers = new CallerConnections(shared.timings);
        this.failover = new Failover(this, settings.limits(), shared.clock, new ProviderLog(shared.clock));
    }

    @Override
    public Future<?> start() {
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_1_1)
                        .setHttp2ClearTextUpgrade(false)
                        .setMaxHeaderSize(LARGEST_HEADERS)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(20));
        models = new ModelList(client, shared.clock);
        for (Pools.Pooled pooled : shared.pools.byProvider().values()) {
            connections.put(pooled.provider().name(), new Connections(client, pooled.origin()));
        }
        vertx.setPeriodic(TICK_MILLIS, t -> tick());
        Router router = router();
        HttpServer made = vertx.createHttpServer(serverOptions());
        server = made;
        return made.connectionHandler(c -> callers.came(c, now()))
                .requestHandler(request -> handle(request, router))
                .invalidRequestHandler(this::unreadable)
                .exceptionHandler(t -> {})
                .listen(sharedPort(), settings.dataPlane().host());
    }

    /** Where any port will do, all loops must take the same one: that is what a negative number says to Vert.x. */
    private int sharedPort() {
        int port = settings.dataPlane().port();
        return port == 0 ? -1 : port;
    }

    private static HttpServerOptions serverOptions() {
        return new HttpServerOptions()
                .setAcceptBacklog(BACKLOG)
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setMaxInitialLineLength(8192)
                .setHandle100ContinueAutomatically(true)
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
    }

    /** The port that was taken. */
    public int port() {
        return server == null ? 0 : server.actualPort();
    }

    /** Requests that run now; any thread may ask. */
    public int running() {
        return runningNow;
    }

    private Router router() {
        Router router = Router.router(vertx);
        HealthRoutes.add(router, shared.health);
        router.post("/chat").handler(c -> chat(c.request()));
        Handler<RoutingContext> unknown =
                c -> open(c.request()).refuse(unknownPath(c.request().path()));
        router.route().handler(unknown);
        router.errorHandler(400, unknown);
        return router;
    }

    private static Refusal unknownPath(@Nullable String path) {
        return Refusal.badRequest(
                404,
                "unknown_url",
                "Unknown path " + path
                        + ". Keywheel answers /v1/…, /openai/v1/…, /p/{provider}/v1/…, /chat, /livez, /readyz.");
    }

    private void handle(HttpServerRequest request, Router router) {
        String path = Target.path(request.uri(), request.headers().get(HttpHeaders.HOST));
        Target target = Target.of(path);
        if (target != null) proxy(request, target);
        else if (path.isEmpty() || !hosts.isForUs(request)) open(request).refuse(misdirected());
        else own(request, router);
    }

    private void own(HttpServerRequest request, Router router) {
        callers.heard(request.connection(), now());
        router.handle(request);
    }

    private void unreadable(HttpServerRequest request) {
        Call call = open(request);
        Refusal refusal = Refusal.unreadable(request.decoderResult().cause());
        // The connection closes with the answer; closed with the rest of the head unread, it would be reset first.
        later(UNREADABLE_MILLIS, () -> call.refuse(refusal));
    }

    private Call open(HttpServerRequest request) {
        Call call = new Call(request, this, ids.next());
        running.add(call);
        runningNow = running.size();
        callers.asks(request.connection());
        return call;
    }

    /** Why a request may not come in; null where it may. */
    private @Nullable Refusal turnedAway(HttpServerRequest request) {
        if (!hosts.isForUs(request)) return misdirected();
        MultiMap headers = request.headers();
        String origin = headers.get(HttpHeaders.ORIGIN);
        if (!hosts.admits(origin, request)) {
            return Refusal.badRequest(
                    403, "origin_not_allowed", "Web pages of this origin may not call (KEYWHEEL_CORS_ORIGINS).");
        }
        if (!auth.admits(headers)) {
            return new Refusal(
                    401,
                    "invalid_api_key",
                    "invalid_request_error",
                    "This Keywheel asks callers for a token: send one of KEYWHEEL_CALLER_TOKENS as Bearer.",
                    java.util.OptionalLong.empty(),
                    Refusal.Retry.NO);
        }
        return shared.health.isStopping() ? Refusal.stopping() : null;
    }

    private static Refusal misdirected() {
        return Refusal.badRequest(
                421, "wrong_host", "The Host header names another server (KEYWHEEL_ALLOWED_HOSTS adds names).");
    }

    private void proxy(HttpServerRequest request, Target target) {
        Call call = open(request);
        if (cors.isPreflight(request)) {
            call.answer(cors::allow);
            return;
        }
        Refusal refusal = turnedAway(request);
        if (refusal == null) refusal = unservable(target);
        if (refusal != null) {
            call.refuse(refusal);
            return;
        }
        cors.mark(request);
        if (target.isModelList() && request.method().equals(HttpMethod.GET)) listModels(call, target);
        else
            call.readBody(new BodyReader(
                    request, settings.limits(), shared.bodies, b -> relay(call, target, b), call::refuse));
    }

    private @Nullable Refusal unservable(Target target) {
        String named = target.provider();
        if (named != null && shared.pools.named(named) == null) {
            return Refusal.badRequest(
                    404,
                    "unknown_provider",
                    "There is no provider of this name here; known: "
                            + String.join(", ", shared.pools.byProvider().keySet()) + ".");
        }
        return target.climbs()
                ? Refusal.badRequest(400, "invalid_path", "The path leaves the provider's base URL.")
                : null;
    }

    private Pools.Pooled pooled(Target target, String model) {
        Pools.Pooled named = target.provider() == null ? null : shared.pools.named(target.provider());
        return named != null ? named : shared.pools.forModel(model);
    }

    private void relay(Call call, Target target, RequestBody body) {
        HttpServerRequest request = call.request();
        BodyScan.Asked asked = body.asked(request.getHeader(HttpHeaders.CONTENT_TYPE));
        Exchange.Ask ask = new Exchange.Ask(request.method(), target.path(), request.headers(), body, asked.model());
        Pools.Pooled pooled = pooled(target, asked.model());
        Affinity affinity = Pinning.of(request.method(), target.path(), asked)
                .or(Session.of(request.headers(), asked), pooled.pinned());
        Demand demand = new Demand(asked.model(), body.size(asked), affinity);
        serve(call, pooled, ask, demand, new Relay(context, request, call.id(), r -> call.over()));
    }

    private void serve(Call call, Pools.Pooled pooled, Exchange.Ask ask, Demand demand, Caller caller) {
        long now = now();
        Exchange.Until until =
                new Exchange.Until(now, now + settings.limits().deadline().toMillis(), now + patience(call.request()));
        Exchange exchange = new Exchange(call.id(), pooled, ask, demand, caller, until);
        call.becomes(exchange);
        failover.serve(exchange);
    }

    /** The caller's own patience in decimal seconds, at most 60; the settings' where it names none. */
    private long patience(HttpServerRequest request) {
        String own = request.getHeader("X-Keywheel-Patience");
        long usual = settings.limits().patience().toMillis();
        if (own == null) return usual;
        try {
            double seconds = Double.parseDouble(own);
            return seconds >= 0 ? (long) (Math.min(seconds, LONGEST_PATIENCE) * 1_000) : usual;
        } catch (NumberFormatException e) {
            return usual;
        }
    }

    private void listModels(Call call, Target target) {
        if (models == null) return;
        models.of(pooled(target, "")).onComplete(listed -> {
            if (listed.succeeded() && listed.result().isPresent()) {
                call.answer(out -> out.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .putHeader(Relay.REQUEST, call.id())
                        .end(listed.result().get().toBuffer()));
            } else {
                // No key gave a list: one ordinary attempt finds out why, and says so.
                relay(call, target, RequestBody.NONE);
            }
        });
    }

    private void chat(HttpServerRequest request) {
        Call call = open(request);
        Refusal refusal = turnedAway(request);
        if (refusal != null) {
            call.refuse(refusal);
            return;
        }
        cors.mark(request);
        call.readBody(new BodyReader(
                request, ChatLimits.of(settings.limits()), shared.bodies, b -> chat(call, b), call::refuse));
    }

    private void chat(Call call, RequestBody body) {
        try {
            if (!body.canBeSentAgain()) throw new ChatRequest.Malformed(ChatLimits.tooLarge());
            ChatRequest question = ChatRequest.parse(body.held().getBytes());
            Pools.Pooled pooled = shared.pools.forModel(question.model());
            String model = model(question, pooled.provider());
            MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("content-type", "application/json");
            RequestBody sent = RequestBody.whole(question.toCompletion(model));
            Exchange.Ask ask = new Exchange.Ask(HttpMethod.POST, "/chat/completions", headers, sent, model);
            Demand demand = new Demand(model, sent.size(sent.asked(null)), Affinity.NONE);
            HttpServerResponse out = call.request().response();
            serve(call, pooled, ask, demand, new ChatRelay(question, out, settings.chat(), call.id(), call::over));
        } catch (ChatRequest.Malformed e) {
            Problem problem = e.problem();
            call.answer(out -> out.setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.TYPE)
                    .end(problem.json()));
        }
    }

    private static String model(ChatRequest question, Provider provider) throws ChatRequest.Malformed {
        if (!question.model().isEmpty()) return question.model();
        if (!provider.chatModel().isEmpty()) return provider.chatModel();
        throw new ChatRequest.Malformed(Problem.field(
                "/model", "model is missing and no default is set.", "Send a model, or set KEYWHEEL_MODEL."));
    }

    @Override
    public Connections connections(Pools.Pooled pooled) {
        Connections made = connections.get(pooled.provider().name());
        if (made == null)
            throw new IllegalStateException(
                    "no connections to " + pooled.provider().name());
        return made;
    }

    @Override
    public void later(long millis, Runnable action) {
        vertx.setTimer(millis, t -> action.run());
    }

    long now() {
        return shared.clock.millis();
    }

    @Override
    public Timings timings() {
        return shared.timings;
    }

    void giveBack(long bytes) {
        shared.bodies.giveBack(bytes);
    }

    void tell(RequestTrail trail) {
        shared.trails.ended(trail);
    }

    void leaves(HttpConnection connection) {
        callers.leaves(connection, now());
    }

    void ended(Call call) {
        running.remove(call);
        runningNow = running.size();
        callers.served(call.request().connection(), now());
        if (running.isEmpty() && drained != null) drained.tryComplete();
    }

    private void tick() {
        long now = now();
        for (Call call : List.copyOf(running)) call.tick(now);
        connections.values().forEach(c -> c.closeIdle(now));
        callers.closeIdle(now);
    }

    /** Lets running answers end, for as long as the settings allow, then closes. */
    @Override
    public Future<?> stop() {
        Promise<Void> done = Promise.promise();
        drained = done;
        if (running.isEmpty()) done.tryComplete();
        vertx.setTimer(Math.max(1, settings.limits().drain().toMillis()), t -> done.tryComplete());
        return done.future().compose(v -> server == null ? Future.succeededFuture() : server.close());
    }
}
