package io.keywheel.admin;

import io.keywheel.config.Settings;
import io.keywheel.telemetry.Health;
import io.keywheel.tls.TlsServer;
import io.keywheel.web.HealthRoutes;
import io.keywheel.web.HostCheck;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operators' port: the dashboard and health. */
public final class AdminPlane extends VerticleBase {
    private static final String PAGES = "META-INF/resources/ui";
    private static final String POLICY =
            "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private final Settings.AdminPlane settings;
    private final Health health;
    private final HostCheck hosts;
    private @Nullable HttpServer server;

    public AdminPlane(Settings.AdminPlane settings, Health health) {
        this.settings = settings;
        this.health = health;
        this.hosts = new HostCheck(settings.host(), settings.allowedHosts(), Set.of());
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        router.route().handler(this::guard);
        HealthRoutes.add(router, health);
        // Relative, so that a reverse proxy may put the dashboard below a path of its own.
        List.of("/", "/ui", "/dashboard").forEach(path -> router.get(path).handler(AdminPlane::home));
        router.get("/ui/*").handler(StaticHandler.create(PAGES).setCachingEnabled(false));
        router.route().handler(c -> text(c, 404, "Nothing is here. The dashboard is at /ui/.\n"));
        HttpServerOptions options =
                new HttpServerOptions().setHttp2ClearTextEnabled(false).setIdleTimeout(120);
        HttpServer made = TlsServer.of(vertx, options, settings.tls());
        server = made;
        return made.requestHandler(router).exceptionHandler(t -> {}).listen(settings.port(), settings.host());
    }

    /** The port that was taken. */
    public int port() {
        return server == null ? 0 : server.actualPort();
    }

    private void guard(RoutingContext context) {
        context.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer");
        String origin = context.request().getHeader("Origin");
        if (!hosts.isForUs(context.request())) text(context, 421, "The Host header names another server.\n");
        else if (!hosts.admits(origin, context.request()))
            text(context, 403, "Web pages of other origins may not call.\n");
        else context.next();
    }

    private static void home(RoutingContext context) {
        String path = context.request().path();
        if (path.equals("/ui/")) context.next();
        else context.redirect(path.endsWith("/") && path.length() > 1 ? "../ui/" : "ui/");
    }

    private static void text(RoutingContext context, int status, String text) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(text);
    }
}
