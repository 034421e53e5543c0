package io.keywheel.config;

import io.keywheel.config.Settings.AdminPlane;
import io.keywheel.config.Settings.Chat;
import io.keywheel.config.Settings.DataPlane;
import io.keywheel.config.Settings.Limits;
import io.keywheel.config.Settings.Storage;
import io.keywheel.config.Settings.Upstreams;
import io.keywheel.tls.PemFiles;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everything but the providers. */
final class SettingsReading {
    private final Reading reading;
    private final Path directory;
    private final Machine machine;
    private final TlsReading tlsFiles;

    SettingsReading(Reading reading, Path directory, Machine machine) {
        this.reading = reading;
        this.directory = directory;
        this.machine = machine;
        this.tlsFiles = new TlsReading(reading, directory);
    }

    Settings read(ProvidersReading.Found found) {
        reading.find(SettingTable.WATCH);
        DataPlane dataPlane = dataPlane();
        AdminPlane adminPlane = adminPlane();
        checkPorts(dataPlane, adminPlane);
        return new Settings(
                dataPlane,
                adminPlane,
                found.pools(),
                found.defaultProvider(),
                found.routes(),
                limits(),
                upstreams(),
                new Chat(reading.get(SettingTable.CHAT_APOLOGY), reading.get(SettingTable.CHAT_FAILURE_STATUS)),
                new ClusterReading(reading, machine).read(),
                storage(),
                reading.get(SettingTable.LOG_FORMAT),
                reading.get(SettingTable.LOG_LEVEL),
                List.copyOf(reading.warnings()));
    }

    private Storage storage() {
        Optional<String> url = reading.find(SettingTable.STORE_URL);
        List<byte[]> masterKeys = reading.find(SettingTable.MASTER_KEY).orElse(List.of());
        if (url.isPresent() && masterKeys.isEmpty() && !reading.isSet(SettingTable.MASTER_KEY))
            reading.mistake(
                    SettingTable.MASTER_KEY,
                    "it is not set, and whoever shares a database shares it",
                    "Make one with: openssl rand -base64 32");
        return new Storage(directory.resolve(reading.get(SettingTable.DATA_DIR)).normalize(), url, masterKeys);
    }

    private DataPlane dataPlane() {
        String host = reading.get(SettingTable.HOST);
        List<String> tokens = reading.find(SettingTable.CALLER_TOKENS).orElse(List.of());
        Optional<PemFiles> tls = tlsFiles.read(SettingTable.TLS_CERT, SettingTable.TLS_KEY);
        checkReach(SettingTable.HOST, host, SettingTable.TLS_CERT);
        checkTokens(host, tokens);
        return new DataPlane(
                host,
                reading.get(SettingTable.PORT),
                tokens,
                allowedHosts(),
                Set.copyOf(reading.get(SettingTable.CORS_ORIGINS)),
                tls);
    }

    private AdminPlane adminPlane() {
        String host = reading.get(SettingTable.ADMIN_HOST);
        Optional<PemFiles> tls = tlsFiles.read(SettingTable.ADMIN_TLS_CERT, SettingTable.ADMIN_TLS_KEY);
        checkReach(SettingTable.ADMIN_HOST, host, SettingTable.ADMIN_TLS_CERT);
        return new AdminPlane(
                host,
                reading.get(SettingTable.ADMIN_PORT),
                allowedHosts(),
                tls,
                reading.find(SettingTable.ADMIN_TOKEN));
    }

    private Set<String> allowedHosts() {
        return Set.copyOf(reading.get(SettingTable.ALLOWED_HOSTS));
    }

    private void checkReach(Setting<String> setting, String host, Setting<String> certificate) {
        boolean meant = Addresses.isLoopback(host) || reading.get(SettingTable.ALLOW_PLAIN_HTTP);
        if (meant || reading.isSet(certificate)) return;
        reading.mistake(
                setting,
                "beyond loopback tokens and prompts would travel unencrypted",
                "Set " + certificate.name() + " and its key, or " + SettingTable.ALLOW_PLAIN_HTTP.name()
                        + "=true if the network is trusted, or stay on 127.0.0.1.");
    }

    private void checkTokens(String host, List<String> tokens) {
        boolean beyond = !Addresses.isLoopback(host);
        if (beyond && tokens.isEmpty() && reading.get(SettingTable.ALLOW_ANONYMOUS_CALLERS))
            reading.warn("The data plane is open beyond loopback and asks nobody for a token: whoever reaches it may"
                    + " spend your keys");
        else if (beyond && tokens.isEmpty())
            reading.mistake(
                    SettingTable.HOST,
                    "beyond loopback every caller must bring a token, and none is set",
                    "Set " + SettingTable.CALLER_TOKENS.name() + ", or "
                            + SettingTable.ALLOW_ANONYMOUS_CALLERS.name()
                            + "=true if whoever reaches it may spend your keys, or stay on 127.0.0.1.");
    }

    private void checkPorts(DataPlane data, AdminPlane admin) {
        if (data.port() != admin.port() || data.port() == 0 || !data.host().equals(admin.host())) return;
        reading.mistake(
                SettingTable.ADMIN_PORT,
                "the data plane listens there too",
                "Give " + SettingTable.PORT.name() + " and " + SettingTable.ADMIN_PORT.name() + " different ports.");
    }

    private Limits limits() {
        long inAll = capped(SettingTable.REPLAY_BYTES_TOTAL, machine.maxHeap() / 3, "a third of the heap");
        long each = capped(SettingTable.REPLAY_BYTES, inAll, SettingTable.REPLAY_BYTES_TOTAL.name());
        return new Limits(
                reading.get(SettingTable.PATIENCE),
                reading.get(SettingTable.REQUEST_DEADLINE),
                reading.get(SettingTable.ATTEMPT_TIMEOUT),
                each,
                inAll,
                reading.get(SettingTable.BODY_LIMIT),
                reading.get(SettingTable.RETRY_UNKNOWN),
                reading.get(SettingTable.DRAIN));
    }

    private long capped(Setting<Long> setting, long most, String what) {
        long wanted = reading.get(setting);
        if (wanted > most && reading.isSet(setting))
            reading.warn(reading.origin(setting) + " is more than " + what + ": " + most + " bytes are used");
        return Math.min(wanted, most);
    }

    private Upstreams upstreams() {
        Optional<Path> caFile = reading.find(SettingTable.UPSTREAM_CA).map(directory::resolve);
        if (caFile.isPresent() && !Files.isReadable(caFile.get()))
            reading.mistake(SettingTable.UPSTREAM_CA, "the file cannot be read", "Name a PEM file of certificates.");
        Optional<URI> proxy = reading.find(SettingTable.HTTPS_PROXY);
        return new Upstreams(
                caFile, proxy, reading.get(SettingTable.NO_PROXY), reading.get(SettingTable.CONNECT_TIMEOUT));
    }
}
