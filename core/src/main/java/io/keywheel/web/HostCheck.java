package io.keywheel.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request was meant for this server. A web page can make a browser send requests to loopback, and a name of its own can
 * resolve to it: both must not spend the pool.
 */
public final class HostCheck {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Set<String> hosts = new HashSet<>(LOOPBACK);
    private final Set<String> origins;

    /**
     * @param host the address that is listened on
     * @param further names that are this server's too
     * @param origins web origins that may call, as in {@code https://app.example}
     */
    public HostCheck(String host, Set<String> further, Set<String> origins) {
        hosts.add(host.toLowerCase(Locale.ROOT));
        further.forEach(name -> hosts.add(name.toLowerCase(Locale.ROOT)));
        this.origins = origins;
    }

    /** Whether the Host header, of which there may be one, names this server. */
    public boolean isForUs(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        if (authority == null || request.headers().getAll(HttpHeaders.HOST).size() != 1) return false;
        String host = authority.host();
        return hosts.contains(host) || hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    /** Whether a request with this Origin header may be answered: none, a configured one, or a page of this very server. */
    public boolean admits(@Nullable String origin, HttpServerRequest request) {
        return origin == null || allowsPage(origin) || isSameServer(origin, request);
    }

    /** Whether pages of {@code origin} may read the answers. */
    public boolean allowsPage(@Nullable String origin) {
        return origin != null && origins.contains(origin);
    }

    private static boolean isSameServer(String origin, HttpServerRequest request) {
        HostAndPort authority = request.authority();
        if (authority == null) return false;
        try {
            URI page = URI.create(origin);
            int port = page.getPort() > 0 ? page.getPort() : "https".equals(page.getScheme()) ? 443 : 80;
            int own = authority.port() > 0 ? authority.port() : request.isSSL() ? 443 : 80;
            return authority.host().equalsIgnoreCase(page.getHost()) && port == own;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
