package io.keywheel.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Where the sidecar of these surroundings is found by its operators, read at once from environment, {@code .env} and configuration
 * file. Nothing is judged and no further source is asked: the command line must not wait for either.
 */
public final class Whereabouts {
    private static final String USUAL_FILE = "keywheel.yaml";
    private static final int ANY_PORT = 0;

    private final Surroundings surroundings;
    private final Map<String, String> dotenv;
    private final Map<String, String> file;

    private Whereabouts(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.dotenv = dotenv(surroundings.directory().resolve(".env"));
        this.file = file();
    }

    public static Whereabouts of(Surroundings surroundings) {
        return new Whereabouts(surroundings);
    }

    /** A base URL of the admin plane, as this machine reaches it; empty where the port is any free one. */
    public Optional<String> adminUrl() {
        int port = find(SettingTable.ADMIN_PORT).orElse(8081);
        if (port == ANY_PORT) return Optional.empty();
        boolean tls = text(SettingTable.ADMIN_TLS_CERT).isPresent();
        String host = find(SettingTable.ADMIN_HOST).orElse("127.0.0.1");
        String reached = host.equals("0.0.0.0") ? "127.0.0.1" : host.equals("::") ? "::1" : host;
        String written = reached.contains(":") ? "[" + reached + "]" : reached;
        return Optional.of((tls ? "https://" : "http://") + written + ":" + port);
    }

    /** The certificate that the admin plane shows. */
    public Optional<Path> adminCertificate() {
        return text(SettingTable.ADMIN_TLS_CERT).flatMap(this::path);
    }

    /** Whether tokens may travel without TLS. */
    public boolean allowsPlainHttp() {
        return find(SettingTable.ALLOW_PLAIN_HTTP).orElse(false);
    }

    public Path dataDir() {
        return text(SettingTable.DATA_DIR)
                .flatMap(this::path)
                .orElse(surroundings.directory().resolve("data"));
    }

    /** The first admin token, where one was set. */
    public Optional<String> adminToken() {
        return secret(SettingTable.ADMIN_TOKEN);
    }

    /** The database's URL. It may hold a password. */
    public Optional<String> storeUrl() {
        return secret(SettingTable.STORE_URL);
    }

    /** Files that hold secrets or may: {@code .env}, the configuration file. */
    public java.util.List<Path> files() {
        java.util.List<Path> files = new java.util.ArrayList<>();
        files.add(surroundings.directory().resolve(".env"));
        configFile().ifPresent(files::add);
        return files.stream().filter(Files::exists).toList();
    }

    private Optional<String> secret(Setting<?> setting) {
        Optional<String> direct = text(setting);
        return direct.isPresent()
                ? direct
                : first(setting.fileName(), setting.filePath())
                        .flatMap(this::path)
                        .flatMap(Whereabouts::content);
    }

    /** What cannot be read as it should be is said by the commands that judge settings. */
    private <T> Optional<T> find(Setting<T> setting) {
        return text(setting).flatMap(text -> {
            try {
                return Optional.of(setting.parser().parse(text));
            } catch (Unfit e) {
                return Optional.empty();
            }
        });
    }

    private Optional<String> text(Setting<?> setting) {
        return first(setting.name(), setting.path());
    }

    private Optional<String> first(String name, String path) {
        return some(surroundings.flags().get(name))
                .or(() -> some(surroundings.environment().get(name)))
                .or(() -> some(dotenv.get(name)))
                .or(() -> some(file.get(path)));
    }

    private static Optional<String> some(@Nullable String text) {
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }

    private Optional<Path> path(String text) {
        try {
            return Optional.of(surroundings.directory().resolve(text).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> content(Path path) {
        try {
            return some(Files.readString(path, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> dotenv(Path path) {
        Map<String, String> values = new HashMap<>();
        content(path).ifPresent(text -> Dotenv.parse(text).entries().forEach((n, e) -> values.put(n, e.value())));
        return values;
    }

    private Optional<Path> configFile() {
        return some(surroundings.flags().get(SettingsLoader.CONFIG))
                .or(() -> some(surroundings.environment().get(SettingsLoader.CONFIG)))
                .or(() -> some(dotenv.get(SettingsLoader.CONFIG)))
                .or(() -> Optional.of(USUAL_FILE))
                .flatMap(this::path);
    }

    private Map<String, String> file() {
        Optional<Path> path = configFile();
        Optional<String> text = path.flatMap(Whereabouts::content);
        if (path.isEmpty() || text.isEmpty()) return Map.of();
        try {
            return leaves(Format.ofName(path.get().toString()).orElse(Format.YAML), text.get());
        } catch (IOException | RuntimeException e) {
            return Map.of();
        }
    }

    private static Map<String, String> leaves(Format format, String text) throws IOException {
        Map<String, String> leaves = new HashMap<>();
        switch (format) {
            case YAML -> walk(new Yaml(new SafeConstructor(new LoaderOptions())).load(text), "", leaves);
            case JSON -> json(text, leaves);
            case PROPERTIES -> {
                Properties properties = new Properties();
                properties.load(new StringReader(text));
                properties.forEach((n, v) -> leaves.put(n.toString(), v.toString()));
            }
            case DOTENV -> Dotenv.parse(text).entries().forEach((n, e) -> leaves.put(n, e.value()));
        }
        return leaves;
    }

    private static void walk(@Nullable Object node, String path, Map<String, String> leaves) {
        if (node instanceof Map<?, ?> table)
            table.forEach((name, value) -> walk(value, path.isEmpty() ? "" + name : path + "." + name, leaves));
        else if (node != null) leaves.put(path, node.toString());
    }

    private static void json(String text, Map<String, String> leaves) throws IOException {
        Deque<String> names = new ArrayDeque<>();
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY) parser.skipChildren();
                else if (token.isStructStart() && parser.currentName() != null) names.addLast(parser.currentName());
                else if (token == JsonToken.END_OBJECT) names.pollLast();
                else if (token.isScalarValue()) leaves.put(path(names, parser.currentName()), parser.getText());
            }
        }
    }

    private static String path(Deque<String> names, @Nullable String last) {
        return names.isEmpty() ? "" + last : String.join(".", names) + "." + last;
    }
}
