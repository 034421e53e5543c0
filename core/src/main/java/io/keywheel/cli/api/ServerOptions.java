package io.keywheel.cli.api;

import io.keywheel.cli.Exit;
import io.keywheel.cli.Shell;
import io.keywheel.config.Whereabouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server, with which token: options, else the environment, else the settings of this directory. */
public final class ServerOptions {
    private static final String URL = "KEYWHEEL_ADMIN_URL";

    @Option(
            names = "--url",
            paramLabel = "URL",
            order = 101,
            description = "The admin plane (default: KEYWHEEL_ADMIN_URL, else as the settings say).")
    private @Nullable String url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            order = 102,
            description = "Holds the admin token (default: KEYWHEEL_ADMIN_TOKEN, else <data dir>/admin-token).")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            order = 103,
            description = "PEM file of further certificates to trust.")
    private @Nullable Path ca;

    @Option(names = "--json", order = 104, description = "Print JSON.")
    private boolean json;

    public boolean json() {
        return json;
    }

    public Server server(Shell shell) {
        Whereabouts settings = Whereabouts.of(shell.surroundings(Map.of()));
        Optional<String> named = Optional.ofNullable(url)
                .or(() -> Optional.ofNullable(shell.environment().get(URL)));
        Optional<URI> elsewhere = named.filter(text -> !text.isBlank()).map(ServerOptions::parsed);
        URI place = elsewhere.orElseGet(() -> URI.create(settings.adminUrl().orElseThrow(ServerOptions::anyPort)));
        if (place.getScheme().equals("http") && !isLoopback(place) && !settings.allowsPlainHttp())
            throw new Ended(
                    Exit.USAGE,
                    "beyond loopback the token would travel unencrypted.",
                    "Use https, or set KEYWHEEL_ALLOW_PLAIN_HTTP=true if the network is trusted.");
        boolean own = elsewhere.isEmpty() || isLoopback(place);
        return new Server(stripped(place), token(shell, settings, own), trust(settings, own), json);
    }

    private static Ended anyPort() {
        return new Ended(
                Exit.USAGE, "the settings say any free port.", "Name the admin plane by --url or KEYWHEEL_ADMIN_URL.");
    }

    private static URI parsed(String text) {
        try {
            URI uri = new URI(text.strip());
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null) return uri;
        } catch (java.net.URISyntaxException e) {
            // Said below.
        }
        throw new Ended(Exit.USAGE, "--url is no address of a server.", "Write it as in http://127.0.0.1:8081.");
    }

    private static String stripped(URI uri) {
        return (uri.getScheme() + "://" + uri.getRawAuthority() + (uri.getRawPath() == null ? "" : uri.getRawPath()))
                .replaceAll("/+$", "");
    }

    private static boolean isLoopback(URI uri) {
        String host = uri.getHost();
        if (host.equals("localhost")) return true;
        // Names are not resolved: what they point to may change.
        if (!host.startsWith("[") && !host.matches("[0-9.]+")) return false;
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** This directory's own token never goes to another machine, unless the settings themselves say that the server is there. */
    private Optional<String> token(Shell shell, Whereabouts settings, boolean own) {
        if (tokenFile != null) return Optional.of(content(tokenFile));
        Optional<String> set = Optional.ofNullable(shell.environment().get("KEYWHEEL_ADMIN_TOKEN"))
                .map(String::strip)
                .filter(token -> !token.isEmpty());
        if (set.isPresent()) return set;
        String file = shell.environment().getOrDefault("KEYWHEEL_ADMIN_TOKEN_FILE", "");
        if (!file.isBlank()) return Optional.of(content(shell.directory().resolve(file)));
        if (!own) return Optional.empty();
        return settings.adminToken().or(() -> generated(settings.dataDir().resolve("admin-token")));
    }

    private static Optional<String> generated(Path path) {
        if (Files.exists(path) && !Files.isReadable(path))
            throw new Ended(
                    Exit.AUTH,
                    path + " may not be read by you.",
                    "Run this as the user that runs the server, or name a token by --token-file.");
        return Files.exists(path) ? Optional.of(content(path)) : Optional.empty();
    }

    private static String content(Path path) {
        try {
            String token = Files.readString(path, StandardCharsets.UTF_8).strip();
            if (!token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 0x7f)) return token;
        } catch (IOException e) {
            // Said below.
        }
        throw new Ended(Exit.USAGE, path + " holds no token that can be read.", "It is one line.");
    }

    private Optional<Trust> trust(Whereabouts settings, boolean own) {
        if (ca != null) return Optional.of(Trust.in(ca, "--ca"));
        if (!own) return Optional.empty();
        return settings.adminCertificate().filter(Files::isReadable).map(c -> Trust.in(c, "KEYWHEEL_ADMIN_TLS_CERT"));
    }
}
