package io.keywheel.probe;

import static java.util.Objects.requireNonNull;

import io.keywheel.config.Settings;
import io.keywheel.tls.Trust;
import io.keywheel.upstream.Origin;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.TrustOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The probes of all providers, as the settings say that they are reached. */
final class HttpProbes {
    private static final int LARGEST_HEADERS = 32 * 1024;

    private final Map<String, ProbeCall> byProvider = new LinkedHashMap<>();

    private HttpProbes() {}

    /** @throws IllegalArgumentException where the certificate file of the settings cannot be read */
    static HttpProbes of(Settings settings, Vertx vertx, Means means) {
        HttpClientAgent client = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setHttp2ClearTextUpgrade(false)
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setDecompressionSupported(false));
        Optional<TrustOptions> trust = Trust.with(settings.upstreams().caFile());
        HttpProbes probes = new HttpProbes();
        for (Settings.Pooled configured : settings.providers()) {
            Origin origin = Origin.of(configured.provider(), settings.upstreams(), trust);
            probes.byProvider.put(
                    configured.provider().name(),
                    new HttpProbe(configured.provider(), new HttpProbe.Way(client, origin), means));
        }
        return probes;
    }

    ProbeCall of(String provider) {
        return requireNonNull(byProvider.get(provider), provider);
    }
}
