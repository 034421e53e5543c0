package io.keywheel.config;

import io.keywheel.tls.Trust;
import io.vertx.config.spi.ConfigStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes sources out of what people say of them. */
final class SourceFactory {
    private static final Path POD_NAMESPACE = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/namespace");
    private final Vertx vertx;
    private final Path directory;
    private final Optional<Path> trusted;

    /** @param trusted the file of further certificates that providers are trusted by; it holds for sources too */
    SourceFactory(Vertx vertx, Path directory, Optional<Path> trusted) {
        this.vertx = vertx;
        this.directory = directory;
        this.trusted = trusted;
    }

    /** Fails where its certificates cannot be read. */
    Source make(SourceSpec spec) throws SourceTrouble {
        return switch (spec.kind()) {
            case FILE -> document(spec, new LocalFile(vertx, directory.resolve(spec.get(SourceFields.PATH))));
            case DIRECTORY -> folder(spec);
            case HTTP -> document(spec, http(spec, "", bearer(spec)));
            case REDIS -> redis(spec);
            case CONSUL -> consul(spec);
            case VAULT ->
                PairsSource.of(
                        spec.name(),
                        http(spec, "/v1/" + spec.get(SourceFields.KEY), vaultHeaders(spec)),
                        StorePairs::vault);
            case KUBERNETES ->
                PairsSource.of(spec.name(), http(spec, resource(spec), bearer(spec)), StorePairs::kubernetes);
            case GIT -> document(spec, new GitDocument(vertx, spec));
        };
    }

    private Source document(SourceSpec spec, ConfigStore store) {
        return new DocumentSource(vertx, spec.name(), Format.named(spec.get(SourceFields.FORMAT)), store);
    }

    private Source folder(SourceSpec spec) {
        SecretFolder folder = new SecretFolder(directory.resolve(spec.get(SourceFields.PATH)));
        return new PairsSource(spec.name(), () -> vertx.executeBlocking(folder::read), Future::succeededFuture);
    }

    private Source redis(SourceSpec spec) throws SourceTrouble {
        RedisPairs redis = new RedisPairs(vertx, spec, trust(spec));
        return isDocument(spec) ? document(spec, redis) : new PairsSource(spec.name(), redis::pairs, redis::close);
    }

    private Source consul(SourceSpec spec) throws SourceTrouble {
        String key = spec.get(SourceFields.KEY);
        Map<String, String> headers = new HashMap<>();
        spec.find(SourceFields.TOKEN).ifPresent(token -> headers.put("X-Consul-Token", token));
        if (isDocument(spec)) return document(spec, http(spec, "/v1/kv/" + key + "?raw=true", headers));
        ConfigStore below = http(spec, "/v1/kv/" + key + "?recurse=true", headers);
        return PairsSource.of(spec.name(), below, answer -> StorePairs.consul(answer, key));
    }

    private static boolean isDocument(SourceSpec spec) {
        return spec.find(SourceFields.FORMAT).isPresent();
    }

    private static Map<String, String> bearer(SourceSpec spec) {
        return spec.find(SourceFields.TOKEN)
                .map(token -> Map.of("Authorization", "Bearer " + token))
                .orElse(Map.of());
    }

    private static Map<String, String> vaultHeaders(SourceSpec spec) {
        Map<String, String> headers = new HashMap<>();
        headers.put("X-Vault-Token", spec.get(SourceFields.TOKEN));
        headers.put("X-Vault-Request", "true");
        spec.find(SourceFields.NAMESPACE).ifPresent(name -> headers.put("X-Vault-Namespace", name));
        return headers;
    }

    /** {@code secrets/name}, {@code configmaps/name}; a name alone is a Secret's. */
    private static String resource(SourceSpec spec) throws SourceTrouble {
        String key = spec.get(SourceFields.KEY);
        String namespace = spec.find(SourceFields.NAMESPACE).orElseGet(SourceFactory::podNamespace);
        return "/api/v1/namespaces/" + namespace + "/" + (key.contains("/") ? key : "secrets/" + key);
    }

    private static String podNamespace() {
        try {
            return new String(LocalFile.read(POD_NAMESPACE), java.nio.charset.StandardCharsets.UTF_8).strip();
        } catch (SourceTrouble e) {
            return "default";
        }
    }

    private ConfigStore http(SourceSpec spec, String path, Map<String, String> headers) throws SourceTrouble {
        String url = spec.get(SourceFields.URL);
        String whole = path.isEmpty() ? url : url.replaceAll("/+$", "") + path;
        return new HttpDocument(vertx, whole, headers, trust(spec));
    }

    private Optional<TrustOptions> trust(SourceSpec spec) throws SourceTrouble {
        try {
            return Trust.with(spec.find(SourceFields.CA).map(directory::resolve).or(() -> trusted));
        } catch (IllegalArgumentException e) {
            throw SourceTrouble.broken("ca holds no readable certificate", "Name a PEM file of certificates.");
        }
    }
}
