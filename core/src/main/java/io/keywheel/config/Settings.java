package io.keywheel.config;

import io.keywheel.pool.Counting;
import io.keywheel.pool.Policy;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.PoolRules;
import io.keywheel.pool.Reach;
import io.keywheel.provider.Dialect;
import io.keywheel.provider.Provider;
import io.keywheel.tls.PemFiles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that the sidecar was told, checked.
 *
 * @param defaultProvider the provider behind {@code /v1} and {@code /chat}
 * @param warnings what is odd but no mistake, in words for the log
 */
public record Settings(
        DataPlane dataPlane,
        AdminPlane adminPlane,
        List<Pooled> providers,
        String defaultProvider,
        List<Route> routes,
        Limits limits,
        Upstreams upstreams,
        Chat chat,
        Optional<Cluster> cluster,
        Storage storage,
        LogFormat logFormat,
        LogLevel logLevel,
        List<String> warnings) {

    public Path dataDir() {
        return storage.dataDir();
    }

    /**
     * Where keys that are made while it runs, and what else must last, are kept.
     *
     * @param url of a database; without one it is a file in the folder
     * @param masterKeys newest first; none: one lies in the folder
     */
    public record Storage(Path dataDir, Optional<String> url, List<byte[]> masterKeys) {

        /** Everything in a folder. */
        public static Storage in(Path folder) {
            return new Storage(folder, Optional.empty(), List.of());
        }

        /** Tells of no secret. */
        @Override
        public String toString() {
            return "Storage[" + dataDir + ", " + (url.isPresent() ? "database" : "file") + ", " + masterKeys.size()
                    + " master keys]";
        }
    }

    /**
     * A provider and its keys.
     *
     * @param keys in the order of their sources
     * @param rules the operator's, and how the provider's dialect counts
     * @param pinned the id of the key that files, batches and the like go to, where one was named
     */
    public record Pooled(Provider provider, List<PoolKey> keys, PoolRules rules, Optional<String> pinned) {

        /** Keys of which the operator said nothing more. */
        public Pooled(Provider provider, List<PoolKey> keys) {
            this(
                    provider,
                    keys,
                    new PoolRules(Policy.STICKY, counting(provider.dialect()), List.of()),
                    Optional.empty());
        }

        /** How a provider counts its limits, as far as its dialect knows. */
        static Counting counting(Dialect dialect) {
            return new Counting(
                    dialect.counts() == Reach.GROUP,
                    dialect::family,
                    dialect.countsPerOrganisation(),
                    dialect::refill,
                    dialect.probe().refusesUnknownKeys());
        }
    }

    /**
     * Where applications call.
     *
     * @param port 0 takes any free one
     * @param callerTokens what callers must bring; none: nobody is asked
     * @param allowedHosts further names for the Host header, beside the loopback names and {@code host}
     * @param corsOrigins origins of web pages that may call; none: no web page may
     * @param tls its certificate; none: it speaks plain HTTP
     */
    public record DataPlane(
            String host,
            int port,
            List<String> callerTokens,
            Set<String> allowedHosts,
            Set<String> corsOrigins,
            Optional<PemFiles> tls) {

        /** Over plain HTTP. */
        public DataPlane(
                String host, int port, List<String> callerTokens, Set<String> allowedHosts, Set<String> corsOrigins) {
            this(host, port, callerTokens, allowedHosts, corsOrigins, Optional.empty());
        }

        /** Counts the tokens instead of printing them. */
        @Override
        public String toString() {
            return "DataPlane[" + host + ":" + port + ", " + callerTokens.size() + " caller tokens, hosts "
                    + allowedHosts + ", origins " + corsOrigins + ", tls " + tls + "]";
        }
    }

    /**
     * Where operators look.
     *
     * @param tls its certificate; none: it speaks plain HTTP
     * @param token the first admin token, where one was set
     */
    public record AdminPlane(
            String host, int port, Set<String> allowedHosts, Optional<PemFiles> tls, Optional<String> token) {

        /** Over plain HTTP, without a token that was set. */
        public AdminPlane(String host, int port, Set<String> allowedHosts) {
            this(host, port, allowedHosts, Optional.empty(), Optional.empty());
        }

        /** Says whether there is a token instead of printing it. */
        @Override
        public String toString() {
            return "AdminPlane[" + host + ":" + port + ", hosts " + allowedHosts + ", tls " + tls + ", token "
                    + (token.isPresent() ? "set" : "generated") + "]";
        }
    }

    /** Models that go to another provider than the default. */
    public record Route(String models, String provider) {}

    /**
     * Bounds of one request and of all.
     *
     * @param patience how long a request may wait for a key to return
     * @param deadline no new attempt after it
     * @param attemptTimeout how long one attempt may take
     * @param replayBytes a body up to this size is held to be sent again
     * @param replayBytesInAll what all held bodies together may take
     * @param bodyBytes a larger body is refused
     * @param retryUnknown whether an attempt whose outcome is unknown may be repeated (it may have been billed)
     * @param drain how long running answers may go on after a stop
     */
    public record Limits(
            Duration patience,
            Duration deadline,
            Duration attemptTimeout,
            long replayBytes,
            long replayBytesInAll,
            long bodyBytes,
            boolean retryUnknown,
            Duration drain) {}

    /**
     * How providers are reached.
     *
     * @param caFile further certificates (PEM) that are trusted
     * @param proxy an HTTP proxy for https providers
     * @param noProxy hosts that are reached without it: names, {@code .suffix}, {@code *}
     */
    public record Upstreams(Optional<Path> caFile, Optional<URI> proxy, List<String> noProxy, Duration connectTimeout) {

        /** Leaves out the proxy's user and password. */
        @Override
        public String toString() {
            String via = proxy.map(p -> p.getHost() + ":" + p.getPort()).orElse("none");
            return "Upstreams[caFile " + caFile + ", proxy " + via + ", noProxy " + noProxy + ", connectTimeout "
                    + connectTimeout + "]";
        }
    }

    /**
     * The {@code /chat} endpoint.
     *
     * @param apology the answer when nothing could serve
     * @param failureStatus 200, or 503 where callers want to see a failure
     */
    public record Chat(String apology, int failureStatus) {}

    /**
     * The members that act as one pool.
     *
     * @param members {@code host:port} of every member, this one included
     * @param address the one that this member binds
     * @param masterKeys 32 bytes each, newest first
     */
    public record Cluster(String name, List<String> members, String address, List<byte[]> masterKeys) {

        /** Counts the master keys instead of printing them. */
        @Override
        public String toString() {
            return "Cluster[" + name + ", " + members + ", " + address + ", " + masterKeys.size() + " master keys]";
        }
    }

    public enum LogFormat {
        TEXT,
        JSON
    }

    /** How much is logged: each level and those before it. */
    public enum LogLevel {
        ERROR,
        WARNING,
        INFO,
        DEBUG
    }

    /** The keys of all providers together. */
    public int keyCount() {
        return providers.stream().mapToInt(p -> p.keys().size()).sum();
    }
}
