package io.keywheel.gateway;

import io.keywheel.config.Settings;
import io.keywheel.telemetry.Health;
import io.keywheel.token.CallerTokens;
import io.keywheel.web.HostCheck;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Who may come in at the data plane. */
final class Door {
    private static final Refusal MISDIRECTED = Refusal.badRequest(
            421, "wrong_host", "The Host header names another server (KEYWHEEL_ALLOWED_HOSTS adds names).");
    private static final Refusal FOREIGN_PAGE = Refusal.badRequest(
            403, "origin_not_allowed", "Web pages of this origin may not call (KEYWHEEL_CORS_ORIGINS).");
    private static final Refusal NO_TOKEN = new Refusal(
            401,
            "invalid_api_key",
            "invalid_request_error",
            "This Keywheel asks callers for a token: send it as Bearer.",
            OptionalLong.empty(),
            Refusal.Retry.NO);

    private final HostCheck hosts;
    private final CallerAuth auth;
    private final Cors cors;
    private final Health health;

    Door(Settings.DataPlane plane, Health health, CallerTokens tokens) {
        this.hosts = new HostCheck(plane.host(), plane.allowedHosts(), plane.corsOrigins());
        this.auth = new CallerAuth(plane.callerTokens(), tokens);
        this.cors = new Cors(hosts);
        this.health = health;
    }

    /** Answers a browser's question whether a page may call. */
    boolean answersPreflight(Call call) {
        if (!cors.isPreflight(call.request())) return false;
        call.answer(cors::allow);
        return true;
    }

    /** Lets a request in, its answer marked for the page that asks; or refuses it. */
    boolean admits(Call call) {
        HttpServerRequest request = call.request();
        Refusal refusal = turnedAway(call);
        if (refusal == null) cors.mark(request);
        else call.refuse(refusal);
        return refusal == null;
    }

    private @Nullable Refusal turnedAway(Call call) {
        HttpServerRequest request = call.request();
        if (!isForUs(request)) return MISDIRECTED;
        if (!hosts.admits(request.headers().get(HttpHeaders.ORIGIN), request)) return FOREIGN_PAGE;
        String name = auth.admits(call);
        if (name == null) return NO_TOKEN;
        call.comesFrom(name);
        return health.isStopping() ? Refusal.stopping() : null;
    }

    boolean isForUs(HttpServerRequest request) {
        return hosts.isForUs(request);
    }

    static Refusal misdirected() {
        return MISDIRECTED;
    }
}
