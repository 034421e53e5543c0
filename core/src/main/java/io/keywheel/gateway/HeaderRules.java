package io.keywheel.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which headers go on. Hop-by-hop ones never do; credentials and organisation belong to the key, not to the caller. */
final class HeaderRules {
    private static final Set<String> NOT_UPSTREAM = Set.of(
            // hop by hop
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect",
            "http2-settings",
            // made anew
            "host",
            "content-length",
            // the answer must be readable; nothing is gained by compressing it for one hop
            "accept-encoding",
            // the key's, not the caller's
            "authorization",
            "x-api-key",
            "api-key",
            "openai-organization",
            "openai-project",
            // a browser sends the dashboard's cookie to every port of the host
            "cookie",
            "x-keywheel-patience",
            "x-keywheel-session");

    private static final Set<String> NOT_TO_CALLER = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            // about the provider's host, not about ours
            "set-cookie",
            "alt-svc",
            "strict-transport-security",
            "x-keywheel-key",
            "x-keywheel-attempts",
            "x-keywheel-request");

    private static final int LONGEST_NAME = Stream.concat(NOT_UPSTREAM.stream(), NOT_TO_CALLER.stream())
            .mapToInt(String::length)
            .max()
            .orElse(0);

    private HeaderRules() {}

    static void copyUpstream(MultiMap from, MultiMap to) {
        copy(from, to, NOT_UPSTREAM);
    }

    static void copyToCaller(MultiMap from, MultiMap to) {
        copy(from, to, NOT_TO_CALLER);
    }

    private static void copy(MultiMap from, MultiMap to, Set<String> dropped) {
        String named = from.get(HttpHeaders.CONNECTION);
        for (Map.Entry<String, String> header : from) {
            String name = header.getKey();
            if (passes(name, dropped) && !isNamed(name, named)) to.add((CharSequence) name, header.getValue());
        }
    }

    private static boolean passes(String name, Set<String> dropped) {
        return name.length() > LONGEST_NAME || (!name.isEmpty() && !dropped.contains(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether {@code Connection} names the header as one of this hop only. */
    private static boolean isNamed(String name, @Nullable String connection) {
        if (connection == null || isUsual(connection)) return false;
        for (String token : connection.split(",", -1)) if (token.trim().equalsIgnoreCase(name)) return true;
        return false;
    }

    private static boolean isUsual(String connection) {
        return connection.equalsIgnoreCase("keep-alive") || connection.equalsIgnoreCase("close");
    }
}
