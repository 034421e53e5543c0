package io.keywheel.admin.access;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** The session's cookie: no script reads it, no other site makes a browser send it, and under TLS no network sees it. */
final class Cookies {
    private static final String PLAIN = "keywheel-session";
    private static final String UNDER_TLS = "__Host-keywheel-session";

    private Cookies() {}

    static Optional<String> read(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(name(request))).map(Cookie::getValue);
    }

    static void set(HttpServerRequest request, String value) {
        request.response().addCookie(cookie(request, value));
    }

    static void clear(HttpServerRequest request) {
        request.response().addCookie(cookie(request, "").setMaxAge(0));
    }

    private static Cookie cookie(HttpServerRequest request, String value) {
        return Cookie.cookie(name(request), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(request.isSSL())
                .setSameSite(CookieSameSite.STRICT);
    }

    private static String name(HttpServerRequest request) {
        return request.isSSL() ? UNDER_TLS : PLAIN;
    }
}
