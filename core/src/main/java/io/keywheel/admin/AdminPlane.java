package io.keywheel.admin;

import io.keywheel.admin.access.Access;
import io.keywheel.admin.access.Doorkeeper;
import io.keywheel.admin.access.OneTimeCodes;
import io.keywheel.admin.access.Sessions;
import io.keywheel.admin.endpoint.EventStream;
import io.keywheel.admin.endpoint.OperationTable;
import io.keywheel.admin.http.Api;
import io.keywheel.admin.http.Contract;
import io.keywheel.admin.http.Problem;
import io.keywheel.config.Settings;
import io.keywheel.telemetry.Health;
import io.keywheel.tls.TlsServer;
import io.keywheel.web.HealthRoutes;
import io.keywheel.web.HostCheck;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The operators' port: the admin API, its contract and pages about it, the dashboard, and health. */
public final class AdminPlane extends VerticleBase {
    private static final String PAGES = "META-INF/resources/ui";
    private static final String DOCS = "META-INF/resources/docs";
    private static final String POLICY =
            "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
    private static final int LONGEST_LINE = 8_192;
    private static final int LARGEST_HEADERS = 16 * 1024;

    private static final Problem MALFORMED = Problem.of(
            400,
            "malformed_request",
            "The request cannot be read as HTTP.",
            "Its line or its headers may be too long.");

    private final Settings.AdminPlane settings;
    private final Health health;
    private final Ports ports;
    private final String firstToken;
    private final InstantSource clock;
    private final OneTimeCodes codes;
    private final HostCheck hosts;
    private @Nullable HttpServer server;
    private @Nullable Future<Contract> contract;

    /**
     * The plane on these ports.
     *
     * @param firstToken the text of the first admin token
     */
    public AdminPlane(
            Settings.AdminPlane settings, Health health, Ports ports, String firstToken, InstantSource clock) {
        this.settings = settings;
        this.health = health;
        this.ports = ports;
        this.firstToken = firstToken;
        this.clock = clock;
        this.codes = new OneTimeCodes(clock);
        this.hosts = new HostCheck(settings.host(), settings.allowedHosts(), Set.of());
    }

    @Override
    public Future<?> start() {
        Access access =
                new Access(vertx, new Doorkeeper(firstToken, ports.tokens(), clock), new Sessions(clock), clock);
        EventStream stream = new EventStream(vertx, ports.events());
        Api api = new Api(
                vertx, OperationTable.of(ports, access, stream, clock), this::contract, access, AdminPlane::expected);
        Router pages = pages(access);
        HttpServerOptions options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(120)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LARGEST_HEADERS);
        HttpServer made = TlsServer.of(vertx, options, settings.tls());
        server = made;
        return made.requestHandler(request -> {
                    if (isApi(request)) serve(api, request);
                    else pages.handle(request);
                })
                .invalidRequestHandler(request -> {
                    protect(request);
                    api.refuse(request, MALFORMED);
                })
                .exceptionHandler(t -> {})
                .listen(settings.port(), settings.host());
    }

    /** The port that was taken. */
    public int port() {
        return server == null ? 0 : server.actualPort();
    }

    /** A path that signs a browser in once, as holder of the first token, if it is followed within that time. */
    public String signInLink(Duration lifetime) {
        return "/ui/?code=" + codes.make(lifetime);
    }

    private static boolean isApi(HttpServerRequest request) {
        String path = String.valueOf(request.path());
        return path.equals(Api.ROOT) || path.startsWith(Api.ROOT + "/");
    }

    private void serve(Api api, HttpServerRequest request) {
        protect(request);
        Optional<Problem> foreign = foreign(request);
        if (foreign.isPresent()) api.refuse(request, foreign.get());
        else api.handle(request);
    }

    /** What is thrown for want of a port, wherever it comes up. */
    private static Optional<Problem> expected(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (!(cause instanceof Absent.NotHere)) return Optional.empty();
        return Optional.of(Problem.of(501, "not_available", "This Keywheel does not do that yet.", ""));
    }

    /** Read when it is first asked for, and not on this loop: a start should not wait for it. */
    private Future<Contract> contract() {
        Future<Contract> known = contract;
        if (known != null && !known.failed()) return known;
        Future<Contract> loading = vertx.executeBlocking(Contract::load);
        contract = loading;
        return loading;
    }

    private Router pages(Access access) {
        Router router = Router.router(vertx);
        router.route().handler(this::guard);
        HealthRoutes.add(router, health);
        router.get("/openapi.json")
                .handler(c -> contract().onComplete(loaded -> {
                    if (loaded.failed()) text(c, 500, "The contract cannot be read.\n");
                    else
                        c.response()
                                .putHeader("Content-Type", "application/json")
                                .end(loaded.result().json());
                }));
        router.get("/docs").handler(c -> into(c, "/docs/", "docs/"));
        router.get("/docs/*").handler(StaticHandler.create(DOCS).setCachingEnabled(false));
        router.get().handler(c -> follow(c, access));
        // Relative, so that a reverse proxy may put the dashboard below a path of its own.
        List.of("/", "/ui", "/dashboard").forEach(path -> router.get(path).handler(AdminPlane::home));
        router.get("/ui/*").handler(StaticHandler.create(PAGES).setCachingEnabled(false));
        router.route().handler(c -> text(c, 404, "Nothing is here. The dashboard is at /ui/, the API at /docs.\n"));
        return router;
    }

    /** A sign-in link: its code opens once, and leaves the address bar at once. */
    private void follow(RoutingContext context, Access access) {
        String code = context.request().getParam("code");
        if (code == null) {
            context.next();
            return;
        }
        if (codes.use(code)) access.signInOwner(context.request());
        context.response().setStatusCode(303).putHeader("Cache-Control", "no-store");
        context.response()
                .putHeader("Location", String.valueOf(context.request().path()))
                .end();
    }

    private static void protect(HttpServerRequest request) {
        request.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer");
    }

    private Optional<Problem> foreign(HttpServerRequest request) {
        if (!hosts.isForUs(request))
            return Optional.of(Problem.of(
                    421, "wrong_host", "The Host header names another server.", "KEYWHEEL_ALLOWED_HOSTS adds names."));
        if (hosts.admits(request.getHeader("Origin"), request)) return Optional.empty();
        return Optional.of(Problem.of(403, "origin_not_allowed", "Web pages of other origins may not call.", ""));
    }

    private void guard(RoutingContext context) {
        protect(context.request());
        Optional<Problem> foreign = foreign(context.request());
        if (foreign.isPresent())
            text(context, foreign.get().status(), foreign.get().detail() + "\n");
        else context.next();
    }

    private static void home(RoutingContext context) {
        into(
                context,
                "/ui/",
                context.request().path().endsWith("/")
                                && context.request().path().length() > 1
                        ? "../ui/"
                        : "ui/");
    }

    private static void into(RoutingContext context, String place, String relative) {
        if (context.request().path().equals(place)) context.next();
        else context.redirect(relative);
    }

    private static void text(RoutingContext context, int status, String text) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(text);
    }
}
