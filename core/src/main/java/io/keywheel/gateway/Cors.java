package io.keywheel.gateway;

import io.keywheel.web.HostCheck;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** What browsers are told, where web pages of other origins may call. */
final class Cors {
    private static final String REQUEST_HEADERS = "authorization, content-type, x-stainless-arch, x-stainless-async, "
            + "x-stainless-custom-poll-interval, x-stainless-helper-method, x-stainless-lang, x-stainless-os, "
            + "x-stainless-package-version, x-stainless-poll-helper, x-stainless-retry-count, x-stainless-runtime, "
            + "x-stainless-runtime-version, x-stainless-timeout, x-keywheel-patience, x-keywheel-session";

    private final HostCheck hosts;

    Cors(HostCheck hosts) {
        this.hosts = hosts;
    }

    boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)
                && hosts.isForUs(request)
                && mark(request);
    }

    void allow(HttpServerResponse out) {
        out.setStatusCode(204)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, PATCH, DELETE")
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600")
                .end();
    }

    /** Marks the answer as readable by the page that asks; false where no page asks, or one that may not. */
    boolean mark(HttpServerRequest request) {
        String origin = request.headers().get(HttpHeaders.ORIGIN);
        if (!hosts.allowsPage(origin)) return false;
        request.response()
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .putHeader(HttpHeaders.VARY, "origin")
                .putHeader(
                        HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
                        "x-request-id, retry-after, retry-after-ms, x-ratelimit-limit-requests, "
                                + "x-ratelimit-remaining-requests, x-ratelimit-limit-tokens, x-ratelimit-remaining-tokens, "
                                + "x-keywheel-key, x-keywheel-attempts, x-keywheel-request");
        return true;
    }
}
