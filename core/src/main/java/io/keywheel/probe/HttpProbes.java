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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The probes of all providers, as the settings say that they are reached. */
public final class HttpProbes {
    private static final int LARGEST_HEADERS = 32 * 1024;

    private final Map<String, ProbeCall> byProvider = new LinkedHashMap<>();
    private final Set<String> proving = new HashSet<>();

    private HttpProbes() {}

    /**
     * Of the providers of these settings.
     *
     * @throws IllegalArgumentException where the certificate file of the settings cannot be read
     */
    public static HttpProbes of(Settings settings, Vertx vertx, Means means) {
        HttpClientAgent client = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setHttp2ClearTextUpgrade(false)
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setDecompressionSupported(false));
        Optional<TrustOptions> trust = Trust.with(settings.upstreams().caFile());
        HttpProbes probes = new HttpProbes();
        for (Settings.Pooled configured : settings.providers()) {
            if (configured.provider().dialect().probe().refusesUnknownKeys())
                probes.proving.add(configured.provider().name());
            Origin origin = Origin.of(configured.provider(), settings.upstreams(), trust);
            probes.byProvider.put(
                    configured.provider().name(),
                    new HttpProbe(configured.provider(), new HttpProbe.Way(client, origin), means));
        }
        return probes;
    }

    /** Whether an accepted probe of this provider proves that a key is alive: it refuses a made-up one. */
    boolean canProve(String provider) {
        return proving.contains(provider);
    }

    ProbeCall of(String provider) {
        return requireNonNull(byProvider.get(provider), provider);
    }
}
