package io.keywheel.gateway;

import io.keywheel.Sidecar;
import io.keywheel.config.Settings;
import io.keywheel.config.TemporaryFolder;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.PoolListener;
import io.keywheel.pool.Secret;
import io.keywheel.provider.Dialect;
import io.keywheel.provider.Provider;
import io.keywheel.provider.Providers;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A sidecar with three keys in front of a scripted provider, and a caller. */
final class Rig implements Calling, AutoCloseable {
    static final List<String> KEYS =
            List.of("gsk_fake_primary_0000000000", "gsk_fake_second_00000000000", "gsk_fake_third_000000000000");

    final Vertx vertx = Vertx.vertx();
    final ScriptedProvider provider = new ScriptedProvider(vertx);
    final Sidecar sidecar;
    private final TemporaryFolder folder = folder();

    Rig() {
        this(s -> s);
    }

    Rig(UnaryOperator<Settings> change) {
        Settings settings = change.apply(settings(provider.baseUrl(), KEYS, folder.path()));
        sidecar = new Sidecar(settings, Sidecar.vertx(), why -> {});
        Futures.get(sidecar.start(PoolListener.NONE));
    }

    /** For a data plane alone, which keeps nothing. */
    static Settings settings(String baseUrl, List<String> secrets) {
        return settings(baseUrl, secrets, Path.of("unused"));
    }

    private static Settings settings(String baseUrl, List<String> secrets, Path folder) {
        List<PoolKey> keys = secrets.stream()
                .map(s -> PoolKey.configured("groq", "GROQ_API_KEY", new Secret(s), "test"))
                .toList();
        Dialect dialect = Providers.known("groq").orElseThrow().dialect();
        Provider groq = new Provider("groq", dialect, URI.create(baseUrl), "llama-3.3-70b-versatile");
        return new Settings(
                new Settings.DataPlane("127.0.0.1", 0, List.of(), Set.of(), Set.of()),
                new Settings.AdminPlane("127.0.0.1", 0, Set.of()),
                List.of(new Settings.Pooled(groq, keys)),
                "groq",
                List.of(),
                limits(),
                new Settings.Upstreams(Optional.empty(), Optional.empty(), List.of(), Duration.ofSeconds(2)),
                new Settings.Chat("I'm currently experiencing high demand. Please try again in a moment!", 200),
                Optional.empty(),
                Settings.Storage.in(folder),
                Settings.LogFormat.TEXT,
                Settings.LogLevel.INFO,
                List.of());
    }

    static Settings.Limits limits() {
        return new Settings.Limits(
                Duration.ZERO,
                Duration.ofSeconds(120),
                Duration.ofSeconds(600),
                32L << 20,
                64L << 20,
                512L << 20,
                false,
                Duration.ofSeconds(5));
    }

    static UnaryOperator<Settings> withLimits(UnaryOperator<Settings.Limits> change) {
        return s -> new Settings(
                s.dataPlane(),
                s.adminPlane(),
                s.providers(),
                s.defaultProvider(),
                s.routes(),
                change.apply(s.limits()),
                s.upstreams(),
                s.chat(),
                s.cluster(),
                s.storage(),
                s.logFormat(),
                s.logLevel(),
                s.warnings());
    }

    /** With the n-th key pinned. */
    static Settings withPinned(Settings s, int n) {
        Settings.Pooled only = s.providers().get(0);
        Optional<String> pinned = Optional.of(only.keys().get(n).id());
        return new Settings(
                s.dataPlane(),
                s.adminPlane(),
                List.of(new Settings.Pooled(only.provider(), only.keys(), only.rules(), pinned)),
                s.defaultProvider(),
                s.routes(),
                s.limits(),
                s.upstreams(),
                s.chat(),
                s.cluster(),
                s.storage(),
                s.logFormat(),
                s.logLevel(),
                s.warnings());
    }

    static Settings withChat(Settings s, Settings.Chat chat) {
        return new Settings(
                s.dataPlane(),
                s.adminPlane(),
                s.providers(),
                s.defaultProvider(),
                s.routes(),
                s.limits(),
                s.upstreams(),
                chat,
                s.cluster(),
                s.storage(),
                s.logFormat(),
                s.logLevel(),
                s.warnings());
    }

    @Override
    public int port() {
        return sidecar.dataPort();
    }

    static String completion(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    }

    static String streamed(String model) {
        return "{\"model\":\"" + model + "\",\"stream\":true,\"messages\":[]}";
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Override
    public void close() {
        Futures.get(sidecar.stop());
        provider.close();
        Futures.get(vertx.close());
        folder.close();
    }

    private static TemporaryFolder folder() {
        try {
            return TemporaryFolder.made("keywheel-rig");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
