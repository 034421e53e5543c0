package io.keywheel.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which headers go on. Hop-by-hop ones never do; credentials and organisation belong to the key, not to the caller. */
final class HeaderRules {
    private static final HeaderNames NOT_UPSTREAM = HeaderNames.of(
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

    private static final HeaderNames NOT_TO_CALLER = HeaderNames.of(
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

    private HeaderRules() {}

    static void copyUpstream(MultiMap from, MultiMap to) {
        copy(from, to, NOT_UPSTREAM);
    }

    static void copyToCaller(MultiMap from, MultiMap to) {
        copy(from, to, NOT_TO_CALLER);
    }

    private static void copy(MultiMap from, MultiMap to, HeaderNames dropped) {
        String connection = from.get(HttpHeaders.CONNECTION);
        String named = connection == null || isUsual(connection) ? null : connection;
        // Callers' headers are kept as they came: their names need not become strings.
        if (from instanceof io.netty.handler.codec.http.HttpHeaders raw) {
            Iterator<Map.Entry<CharSequence, CharSequence>> headers = raw.iteratorCharSequence();
            while (headers.hasNext()) {
                Map.Entry<CharSequence, CharSequence> header = headers.next();
                copy(header.getKey(), header.getValue(), to, dropped, named);
            }
        } else {
            for (Map.Entry<String, String> header : from) copy(header.getKey(), header.getValue(), to, dropped, named);
        }
    }

    private static void copy(
            CharSequence name, CharSequence value, MultiMap to, HeaderNames dropped, @Nullable String named) {
        if (name.length() == 0 || dropped.contains(name) || (named != null && isNamed(name, named))) return;
        to.add(name, value);
    }

    /** Whether {@code Connection} names the header as one of this hop only. */
    private static boolean isNamed(CharSequence name, String connection) {
        for (String token : connection.split(",", -1)) {
            if (token.trim().equalsIgnoreCase(name.toString())) return true;
        }
        return false;
    }

    private static boolean isUsual(String connection) {
        return connection.equalsIgnoreCase("keep-alive") || connection.equalsIgnoreCase("close");
    }
}
