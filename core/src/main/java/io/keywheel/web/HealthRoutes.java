package io.keywheel.web;

import io.keywheel.telemetry.Health;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code /livez}: the event loop turns. {@code /readyz}: requests may come; {@code ?verbose} names each check. */
public final class HealthRoutes {
    private HealthRoutes() {}

    public static void add(Router router, Health health) {
        router.get("/livez").handler(c -> answer(c, true, "ok\n"));
        router.get("/readyz").handler(c -> {
            boolean ready = health.isReady();
            boolean verbose = c.request().query() != null && c.request().query().startsWith("verbose");
            answer(c, ready, verbose ? health.verbose() : ready ? "ready\n" : "not ready\n");
        });
    }

    private static void answer(RoutingContext context, boolean good, String text) {
        context.response()
                .setStatusCode(good ? 200 : 503)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(text);
    }
}
