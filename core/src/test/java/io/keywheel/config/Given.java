package io.keywheel.config;

import io.keywheel.config.Loading.Loaded;
import io.keywheel.config.Loading.Rejected;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.Verdict;
import io.keywheel.provider.Dialect;
import io.keywheel.provider.Provider;
import io.keywheel.provider.Reply;
import io.keywheel.provider.StreamEvent;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a process finds when it starts: a folder, an environment, flags; and two providers that are known. */
final class Given implements AutoCloseable {
    static final String MASTER_KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=";
    static final ProviderCatalog CATALOG = new ProviderCatalog(
            List.of(known("groq", "https://api.groq.com/openai/v1"), known("openai", "https://api.openai.com/v1")),
            new NamedDialect("generic"));

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> flags = new HashMap<>();
    private final Path directory;
    private Machine machine = new Machine(1L << 30, host -> host.equals("10.0.0.1"));

    Given(Path directory) {
        this.directory = directory;
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

    Given machine(Machine other) {
        machine = other;
        return this;
    }

    Loading load() {
        try {
            return SettingsLoader.load(vertx, new Surroundings(environment, directory, flags), CATALOG, machine)
                    .await(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
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

    List<PoolKey> keys(String provider) {
        return settings().providers().stream()
                .filter(pooled -> pooled.provider().name().equals(provider))
                .flatMap(pooled -> pooled.keys().stream())
                .toList();
    }

    List<String> secrets(String provider) {
        return keys(provider).stream().map(key -> key.secret().reveal()).toList();
    }

    @Override
    public void close() {
        vertx.close();
    }

    private static Provider known(String name, String baseUrl) {
        return new Provider(name, new NamedDialect(name), URI.create(baseUrl), name + "-chat");
    }

    private record NamedDialect(String name) implements Dialect {
        @Override
        public String keyHeader() {
            return "authorization";
        }

        @Override
        public String keyPrefix() {
            return "Bearer ";
        }

        @Override
        public Verdict classify(Reply reply, Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public StreamEvent read(String event, String data) {
            throw new UnsupportedOperationException();
        }
    }
}
