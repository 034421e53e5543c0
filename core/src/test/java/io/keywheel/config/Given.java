package io.keywheel.config;

import io.keywheel.config.Loading.Loaded;
import io.keywheel.config.Loading.Rejected;
import io.keywheel.pool.PoolKey;
import io.keywheel.provider.Provider;
import io.keywheel.provider.Providers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a process finds when it starts: a folder, an environment, flags. As a field of a test it is new for each. */
final class Given implements AfterEachCallback, AutoCloseable {
    static final String MASTER_KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=";

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> flags = new HashMap<>();
    private final Path directory;
    private ProviderCatalog catalog = TwoProviders.CATALOG;
    private Machine machine = new Machine(1L << 30, host -> host.equals("10.0.0.1"));

    Given() {
        this(newFolder());
    }

    Given(Path directory) {
        this.directory = directory;
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("keywheel-given");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path directory() {
        return directory;
    }

    Given environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Given flag(String name, String value) {
        flags.put(name, value);
        return this;
    }

    Given file(String name, String content) {
        try {
            Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The providers that the sidecar knows, instead of two that have nothing but a name. */
    Given realProviders() {
        List<Provider> known = Providers.names().stream()
                .flatMap(name -> Providers.known(name).stream())
                .toList();
        catalog = new ProviderCatalog(known, Providers.generic());
        return this;
    }

    Given machine(Machine other) {
        machine = other;
        return this;
    }

    Loading load() {
        try {
            return SettingsLoader.load(vertx, new Surroundings(environment, directory, flags), catalog, machine)
                    .await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** What reads the settings again and again, having read them once. */
    Reload reload() {
        Surroundings surroundings = new Surroundings(environment, directory, flags);
        Reload reload = new Reload(vertx, surroundings, new Judgement(surroundings, catalog, machine));
        if (done(reload.first()) instanceof Rejected rejected) throw new AssertionError(rejected.mistakes());
        return reload;
    }

    static <T> T done(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    Loaded loaded() {
        if (load() instanceof Loaded loaded) return loaded;
        throw new AssertionError(mistakes());
    }

    Settings settings() {
        return loaded().settings();
    }

    /** The mistakes, one a line; none is a failure of the test. */
    List<String> mistakes() {
        if (load() instanceof Rejected rejected)
            return rejected.mistakes().stream().map(Mistake::line).toList();
        throw new AssertionError("no mistake was found");
    }

    Settings.Pooled pooled(String provider) {
        return settings().providers().stream()
                .filter(pooled -> pooled.provider().name().equals(provider))
                .findFirst()
                .orElseThrow();
    }

    List<PoolKey> keys(String provider) {
        return pooled(provider).keys();
    }

    List<String> secrets(String provider) {
        return keys(provider).stream().map(key -> key.secret().reveal()).toList();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        close();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
        }
    }

    @Override
    public void close() {
        vertx.close();
    }
}
