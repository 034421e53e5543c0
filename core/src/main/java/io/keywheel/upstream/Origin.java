package io.keywheel.upstream;

import io.keywheel.config.Settings.Upstreams;
import io.keywheel.provider.Provider;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.TrustOptions;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a provider's requests go.
 *
 * @param basePath the path of the base URL, without a trailing slash
 * @param connect how a connection is made: TLS with a host-name check, through a proxy where one is set
 */
public record Origin(String host, int port, String basePath, HttpConnectOptions connect) {

    public static Origin of(Provider provider, Upstreams upstreams, Optional<TrustOptions> trust) {
        URI url = provider.baseUrl();
        boolean tls = url.getScheme().equalsIgnoreCase("https");
        int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
        HttpConnectOptions connect = new HttpConnectOptions()
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(tls)
                .setConnectTimeout(upstreams.connectTimeout().toMillis());
        if (tls) {
            connect.setSslOptions(tls(upstreams, trust));
            upstreams
                    .proxy()
                    .filter(p -> !reachedDirectly(url.getHost(), upstreams.noProxy()))
                    .ifPresent(p -> connect.setProxyOptions(proxy(p)));
        }
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return new Origin(
                url.getHost(), port, path.endsWith("/") ? path.substring(0, path.length() - 1) : path, connect);
    }

    private static ClientSSLOptions tls(Upstreams upstreams, Optional<TrustOptions> trust) {
        ClientSSLOptions options = new ClientSSLOptions()
                .setHostnameVerificationAlgorithm("HTTPS")
                .setSslHandshakeTimeout(upstreams.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(java.util.concurrent.TimeUnit.MILLISECONDS);
        trust.ifPresent(options::setTrustOptions);
        return options;
    }

    private static ProxyOptions proxy(URI url) {
        ProxyOptions options =
                new ProxyOptions().setHost(url.getHost()).setPort(url.getPort() > 0 ? url.getPort() : 3128);
        if (url.getUserInfo() != null) {
            String[] user = url.getUserInfo().split(":", 2);
            options.setUsername(user[0]).setPassword(user.length > 1 ? user[1] : "");
        }
        return options;
    }

    /** {@code NO_PROXY} as curl reads it: names with everything below them, with or without a leading dot, or {@code *}. */
    private static boolean reachedDirectly(String host, List<String> noProxy) {
        String name = host.toLowerCase(Locale.ROOT);
        return noProxy.stream()
                .map(n -> n.toLowerCase(Locale.ROOT))
                .map(n -> n.startsWith(".") ? n.substring(1) : n)
                .anyMatch(n -> n.equals("*") || name.equals(n) || name.endsWith("." + n));
    }
}
