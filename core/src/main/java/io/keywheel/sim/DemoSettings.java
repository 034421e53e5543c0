package io.keywheel.sim;

import io.keywheel.config.Settings;
import io.keywheel.pool.PoolKey;
import io.keywheel.provider.Dialect;
import io.keywheel.provider.Provider;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The settings of the demo's sidecars: loopback only, nothing from the environment, data that goes with the demo. */
final class DemoSettings {
    static final String MODEL = "llama-3.3-70b-versatile";
    private static final String LOOPBACK = "127.0.0.1";
    private static final String APOLOGY = "I'm currently experiencing high demand. Please try again in a moment!";

    private final Provider provider;
    private final List<PoolKey> keys;
    private final Duration patience;

    DemoSettings(URI baseUrl, Dialect dialect, List<PoolKey> keys, Duration patience) {
        this.provider = new Provider(DemoKeys.PROVIDER, dialect, baseUrl, MODEL);
        this.keys = keys;
        this.patience = patience;
    }

    /** Where one member listens and keeps its data. */
    record Place(int dataPort, int adminPort, Path dataDir) {}

    Settings at(Place place, Optional<Settings.Cluster> cluster) {
        return new Settings(
                new Settings.DataPlane(LOOPBACK, place.dataPort(), List.of(), Set.of(), Set.of()),
                new Settings.AdminPlane(LOOPBACK, place.adminPort(), Set.of()),
                List.of(new Settings.Pooled(provider, keys)),
                provider.name(),
                List.of(),
                limits(),
                new Settings.Upstreams(Optional.empty(), Optional.empty(), List.of(), Duration.ofSeconds(5)),
                new Settings.Chat(APOLOGY, 200),
                cluster,
                Settings.Storage.in(place.dataDir()),
                Settings.LogFormat.TEXT,
                Settings.LogLevel.INFO,
                List.of());
    }

    /** One pool of several members on this machine, with a master key of its own. */
    static List<Settings.Cluster> cluster(List<Integer> ports) {
        List<String> members = ports.stream().map(p -> LOOPBACK + ":" + p).toList();
        byte[] masterKey = new byte[32];
        new SecureRandom().nextBytes(masterKey);
        return members.stream()
                .map(address -> new Settings.Cluster("keywheel-demo", members, address, List.of(masterKey)))
                .toList();
    }

    private Settings.Limits limits() {
        return new Settings.Limits(
                patience,
                Duration.ofSeconds(120),
                Duration.ofSeconds(600),
                32L << 20,
                256L << 20,
                512L << 20,
                false,
                Duration.ofSeconds(2));
    }
}
