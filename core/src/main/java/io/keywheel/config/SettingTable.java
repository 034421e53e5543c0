package io.keywheel.config;

import static io.keywheel.config.Quantities.duration;
import static io.keywheel.config.Quantities.oneOf;
import static io.keywheel.config.Quantities.size;
import static io.keywheel.config.Setting.open;
import static io.keywheel.config.Setting.optional;
import static io.keywheel.config.Setting.secret;

import io.keywheel.config.Settings.LogFormat;
import io.keywheel.config.Settings.LogLevel;
import io.keywheel.config.Settings.Route;
import io.keywheel.pool.Policy;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Every setting that has one name; those that each provider has stand in {@link ProviderSettings}. */
final class SettingTable {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final long GIB = 1L << 30;

    static final Setting<String> PROVIDER = optional(
            "KEYWHEEL_PROVIDER",
            "provider",
            ProviderSettings::name,
            "provider behind /v1 and /chat; the only one that has keys, else groq");
    static final Setting<String> MODEL =
            optional("KEYWHEEL_MODEL", "model", Texts::line, "model for /chat when none is sent");
    static final Setting<List<Route>> ROUTES = open(
            "KEYWHEEL_ROUTES",
            "routes",
            "",
            Texts::routes,
            "models that go to another provider: gpt-*=openai,claude-*=anthropic");

    static final Setting<String> HOST =
            open("KEYWHEEL_HOST", "host", "127.0.0.1", Addresses::host, "data plane: address");
    static final Setting<Integer> PORT = open("KEYWHEEL_PORT", "port", "8080", Quantities::port, "data plane: port");
    static final Setting<List<String>> CALLER_TOKENS = secret(
            "KEYWHEEL_CALLER_TOKENS",
            "callerTokens",
            Secrets::sendableList,
            "tokens that callers must bring, by commas");
    static final Setting<List<String>> ALLOWED_HOSTS = open(
            "KEYWHEEL_ALLOWED_HOSTS",
            "allowedHosts",
            "",
            Addresses.list(Addresses::host),
            "further names for the Host header");
    static final Setting<List<String>> CORS_ORIGINS = open(
            "KEYWHEEL_CORS_ORIGINS",
            "corsOrigins",
            "",
            Addresses.list(Addresses::origin),
            "web pages that may call: https://app.example.com");
    static final Setting<Boolean> ALLOW_PLAIN_HTTP = open(
            "KEYWHEEL_ALLOW_PLAIN_HTTP",
            "allowPlainHttp",
            "false",
            Quantities::yesOrNo,
            "true: listen beyond loopback without TLS");
    static final Setting<Boolean> ALLOW_ANONYMOUS_CALLERS = open(
            "KEYWHEEL_ALLOW_ANONYMOUS_CALLERS",
            "allowAnonymousCallers",
            "false",
            Quantities::yesOrNo,
            "true: whoever reaches the data plane beyond loopback may spend your keys");
    static final Setting<String> TLS_CERT =
            optional("KEYWHEEL_TLS_CERT", "tls.cert", Texts::line, "data plane: PEM file of its certificate and chain");
    static final Setting<String> TLS_KEY =
            optional("KEYWHEEL_TLS_KEY", "tls.key", Texts::line, "data plane: PEM file of its private key");
    static final Setting<String> ADMIN_HOST =
            open("KEYWHEEL_ADMIN_HOST", "admin.host", "127.0.0.1", Addresses::host, "admin plane: address");
    static final Setting<Integer> ADMIN_PORT =
            open("KEYWHEEL_ADMIN_PORT", "admin.port", "8081", Quantities::port, "admin plane: port");
    static final Setting<String> ADMIN_TLS_CERT = optional(
            "KEYWHEEL_ADMIN_TLS_CERT",
            "admin.tls.cert",
            Texts::line,
            "admin plane: PEM file of its certificate and chain");
    static final Setting<String> ADMIN_TLS_KEY = optional(
            "KEYWHEEL_ADMIN_TLS_KEY", "admin.tls.key", Texts::line, "admin plane: PEM file of its private key");
    static final Setting<String> ADMIN_TOKEN = secret(
            "KEYWHEEL_ADMIN_TOKEN",
            "admin.token",
            Secrets::sendable,
            "first admin token; generated into <data dir>/admin-token");

    static final Setting<Policy> POLICY = open(
            "KEYWHEEL_POLICY",
            "policy",
            "sticky",
            oneOf(Policy.class),
            "how a key is chosen: sticky, round-robin, least-used, fastest or headroom");
    static final Setting<Duration> PATIENCE = open(
            "KEYWHEEL_PATIENCE",
            "patience",
            "10s",
            duration(Duration.ZERO, DAY),
            "how long a request may wait for a key; 0 = never");
    static final Setting<Duration> REQUEST_DEADLINE = open(
            "KEYWHEEL_REQUEST_DEADLINE", "requestDeadline", "120s", duration(MOMENT, DAY), "no new attempt after it");
    static final Setting<Duration> ATTEMPT_TIMEOUT = open(
            "KEYWHEEL_ATTEMPT_TIMEOUT",
            "attemptTimeout",
            "600s",
            duration(MOMENT, DAY),
            "how long one attempt may take");
    static final Setting<Boolean> RETRY_UNKNOWN = open(
            "KEYWHEEL_RETRY_UNKNOWN",
            "retryUnknown",
            "false",
            Quantities::yesOrNo,
            "true: repeat attempts that may have been billed");
    static final Setting<Long> REPLAY_BYTES = open(
            "KEYWHEEL_REPLAY_BYTES",
            "replay.bytes",
            "32MiB",
            size(0, GIB),
            "bodies up to this size are held to be sent again");
    static final Setting<Long> REPLAY_BYTES_TOTAL = open(
            "KEYWHEEL_REPLAY_BYTES_TOTAL",
            "replay.bytesTotal",
            "256MiB",
            size(0, 64 * GIB),
            "all held bodies; at most a third of the heap");
    static final Setting<Long> BODY_LIMIT =
            open("KEYWHEEL_BODY_LIMIT", "bodyLimit", "512MiB", size(1, 64 * GIB), "a larger body is refused");
    static final Setting<Duration> DRAIN = open(
            "KEYWHEEL_DRAIN",
            "drain",
            "30s",
            duration(Duration.ZERO, DAY),
            "how long running answers may go on after a stop");

    static final Setting<Duration> CONNECT_TIMEOUT = open(
            "KEYWHEEL_CONNECT_TIMEOUT",
            "upstream.connectTimeout",
            "5s",
            duration(MOMENT, Duration.ofMinutes(10)),
            "reaching a provider");
    static final Setting<String> UPSTREAM_CA =
            optional("KEYWHEEL_UPSTREAM_CA", "upstream.ca", Texts::line, "PEM file of further certificates to trust");
    static final Setting<URI> HTTPS_PROXY = secret(
            "HTTPS_PROXY", "upstream.proxy", Addresses::proxy, "HTTP proxy for providers; https_proxy is read too");
    static final Setting<List<String>> NO_PROXY = open(
            "NO_PROXY",
            "upstream.noProxy",
            "",
            Addresses.list(Texts::proxyExemption),
            "hosts reached without it: name, .suffix, *");

    static final Setting<String> CHAT_APOLOGY = open(
            "KEYWHEEL_CHAT_APOLOGY",
            "chat.apology",
            "I'm currently experiencing high demand. Please try again in a moment!",
            Texts::line,
            "answer of /chat when nothing could serve");
    static final Setting<Integer> CHAT_FAILURE_STATUS = open(
            "KEYWHEEL_CHAT_FAILURE_STATUS",
            "chat.failureStatus",
            "200",
            Texts::failureStatus,
            "200, or 503 where callers want to see it");

    static final Setting<List<String>> SECRETS_DIR = open(
            "KEYWHEEL_SECRETS_DIR",
            "secretsDir",
            "",
            Addresses.list(Texts::folder),
            "folders with a file for each secret, named like its setting");
    static final Setting<Boolean> WATCH = open(
            "KEYWHEEL_WATCH",
            "watch",
            "false",
            Quantities::yesOrNo,
            "true: read the files again as soon as one changes");

    static final Setting<String> DATA_DIR =
            open("KEYWHEEL_DATA_DIR", "dataDir", "./data", Texts::line, "store, generated secrets");
    static final Setting<String> STORE_URL = secret(
            "KEYWHEEL_STORE_URL", "store.url", Texts::storeUrl, "jdbc:postgresql://… for members without a disk");
    static final Setting<List<byte[]>> MASTER_KEY = secret(
            "KEYWHEEL_MASTER_KEY",
            "masterKey",
            Secrets::masterKeys,
            "32 bytes, base64; several by commas, newest first");
    static final Setting<List<String>> CLUSTER_MEMBERS = open(
            "KEYWHEEL_CLUSTER_MEMBERS",
            "cluster.members",
            "",
            Addresses.list(Addresses::hostAndPort),
            "host:port of every member, this one included");
    static final Setting<String> CLUSTER_NAME = open(
            "KEYWHEEL_CLUSTER_NAME", "cluster.name", "keywheel", Texts::word, "tells clusters on one network apart");
    static final Setting<String> CLUSTER_ADDRESS = optional(
            "KEYWHEEL_CLUSTER_ADDRESS", "cluster.address", Addresses::hostAndPort, "the member that this process is");

    static final Setting<LogFormat> LOG_FORMAT =
            open("KEYWHEEL_LOG_FORMAT", "log.format", "text", oneOf(LogFormat.class), "text or json");
    static final Setting<LogLevel> LOG_LEVEL =
            open("KEYWHEEL_LOG_LEVEL", "log.level", "info", oneOf(LogLevel.class), "error, warning, info or debug");

    /** All that the sidecar reads, in the order in which people should meet them. */
    static final List<Setting<?>> ALL = List.of(
            PROVIDER,
            MODEL,
            ROUTES,
            HOST,
            PORT,
            CALLER_TOKENS,
            ALLOWED_HOSTS,
            CORS_ORIGINS,
            ALLOW_PLAIN_HTTP,
            ALLOW_ANONYMOUS_CALLERS,
            TLS_CERT,
            TLS_KEY,
            ADMIN_HOST,
            ADMIN_PORT,
            ADMIN_TLS_CERT,
            ADMIN_TLS_KEY,
            ADMIN_TOKEN,
            POLICY,
            PATIENCE,
            REQUEST_DEADLINE,
            ATTEMPT_TIMEOUT,
            RETRY_UNKNOWN,
            REPLAY_BYTES,
            REPLAY_BYTES_TOTAL,
            BODY_LIMIT,
            DRAIN,
            CONNECT_TIMEOUT,
            UPSTREAM_CA,
            HTTPS_PROXY,
            NO_PROXY,
            CHAT_APOLOGY,
            CHAT_FAILURE_STATUS,
            SECRETS_DIR,
            WATCH,
            DATA_DIR,
            STORE_URL,
            MASTER_KEY,
            CLUSTER_MEMBERS,
            CLUSTER_NAME,
            CLUSTER_ADDRESS,
            LOG_FORMAT,
            LOG_LEVEL);

    /** What the launcher script and the commands of operators take from the environment. */
    static final List<String> LAUNCHER =
            List.of("KEYWHEEL_HEAP", "KEYWHEEL_REBUILD", "KEYWHEEL_ARCHIVE", "KEYWHEEL_ADMIN_URL");

    private SettingTable() {}
}
