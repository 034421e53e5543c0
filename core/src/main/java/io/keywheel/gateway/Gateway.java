package io.keywheel.gateway;

import io.keywheel.config.Settings;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.RequestTrail;
import io.keywheel.pool.Tally;
import io.keywheel.telemetry.Health;
import io.keywheel.tls.TlsServer;
import io.keywheel.token.CallerTokens;
import io.keywheel.web.HealthRoutes;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
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
    private static final long UNREADABLE_MILLIS = 200;

    /** What all event loops share. */
    public static final class Shared {
        private final Settings settings;
        private final Pools pools;
        private final InstantSource clock;
        private final Health health;
        private final BodyBudget bodies;
        private final Timings timings;
        private final RequestTrail.Listener trails;
        private volatile CallerTokens callerTokens = new CallerTokens();

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

        /** Tokens that callers bring, beside those of the settings. Said before the first gateway is made. */
        public Shared asking(CallerTokens tokens) {
            callerTokens = tokens;
            return this;
        }

        /** Bytes of callers' bodies that are held for replay now. */
        long heldBytes() {
            return bodies.held();
        }
    }

    private final Shared shared;
    private final Settings settings;
    private final Door door;
    private final Failover failover;
    private final RequestIds ids = new RequestIds();
    private final CallerConnections callers;
    private final Map<String, Connections> connections = new HashMap<>();
    private final Set<Call> running = new HashSet<>();
    private volatile int runningNow;
    private @Nullable HttpServer server;
    private @Nullable Promise<Void> drained;

    public Gateway(Shared shared) {
        this.shared = shared;
        this.settings = shared.settings;
        this.door = new Door(settings.dataPlane(), shared.health, shared.callerTokens);
        this.callers = new CallerConnections(shared.timings);
        this.failover = new Failover(this, settings.limits(), shared.clock, new ProviderLog(shared.clock));
    }

    @Override
    public Future<?> start() {
        HttpClientAgent client =
                vertx.createHttpClient(HttpOptions.toProviders(), new PoolOptions().setHttp1MaxSize(20));
        for (Pools.Pooled pooled : shared.pools.byProvider().values()) {
            connections.put(pooled.provider().name(), new Connections(client, pooled.origin()));
        }
        vertx.setPeriodic(TICK_MILLIS, t -> tick());
        ProxyRoute proxy = new ProxyRoute(this, door, shared.pools, new ModelList(client, shared.clock));
        Router router = router(new ChatRoute(this, door, shared.pools, settings.chat()));
        HttpServer made = TlsServer.of(
                vertx, HttpOptions.toCallers(), settings.dataPlane().tls());
        server = made;
        return made.connectionHandler(c -> callers.came(c, now()))
                .requestHandler(request -> handle(request, proxy, router))
                .invalidRequestHandler(this::unreadable)
                .exceptionHandler(t -> {})
                .listen(sharedPort(), settings.dataPlane().host());
    }

    /** Where any port will do, all loops must take the same one: that is what a negative number says to Vert.x. */
    private int sharedPort() {
        int port = settings.dataPlane().port();
        return port == 0 ? -1 : port;
    }

    /** The port that was taken. */
    public int port() {
        return server == null ? 0 : server.actualPort();
    }

    /** Requests that run now; any thread may ask. */
    public int running() {
        return runningNow;
    }

    private Router router(ChatRoute chat) {
        Router router = Router.router(vertx);
        HealthRoutes.add(router, shared.health);
        router.post("/chat").handler(c -> chat.handle(open(c.request())));
        Handler<RoutingContext> unknown =
                c -> open(c.request()).refuse(Refusal.unknownPath(c.request().path()));
        router.route().handler(unknown);
        router.errorHandler(400, unknown);
        return router;
    }

    private void handle(HttpServerRequest request, ProxyRoute proxy, Router router) {
        String path = Target.path(request.uri(), request.headers().get(HttpHeaders.HOST));
        Target target = Target.of(path);
        if (target != null) proxy.handle(open(request), target);
        else if (path.isEmpty() || !door.isForUs(request)) open(request).refuse(Door.misdirected());
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

    /** Lets a request's wish be served, its caller told. */
    void serve(Call call, Exchange.Wish wish, Caller caller) {
        long now = now();
        Exchange.Until until = new Exchange.Until(
                now, now + limits().deadline().toMillis(), now + Patience.of(call.request(), limits().patience()));
        Exchange exchange = new Exchange(wish, caller, until, counted(call, wish));
        call.becomes(exchange);
        Refusal refusal = Allowance.against(call.bringer(), wish, now);
        if (refusal == null) failover.serve(exchange);
        else caller.refuse(refusal);
    }

    private Counted counted(Call call, Exchange.Wish wish) {
        String model = Trail.bounded(wish.ask().model());
        String provider = wish.pooled().provider().name();
        return new Counted(shared.trails, new Tally.Asked(provider, model, call.caller()));
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

    BodyBudget bodies() {
        return shared.bodies;
    }

    Settings.Limits limits() {
        return settings.limits();
    }

    Context loop() {
        return context;
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

    /** Ends the answers that run with the key of this id, soon; any thread may call. */
    public void cut(String keyId) {
        context.runOnContext(v -> List.copyOf(running).forEach(call -> call.cut(keyId)));
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
        vertx.setTimer(Math.max(1, limits().drain().toMillis()), t -> done.tryComplete());
        return done.future().compose(v -> server == null ? Future.succeededFuture() : server.close());
    }
}
