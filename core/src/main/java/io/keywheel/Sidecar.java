package io.keywheel;

import static java.util.Objects.requireNonNull;

import io.keywheel.admin.Absent;
import io.keywheel.admin.AdminPlane;
import io.keywheel.admin.access.AdminTokenFile;
import io.keywheel.admin.local.EventRing;
import io.keywheel.admin.local.PoolEvents;
import io.keywheel.admin.local.PoolKeys;
import io.keywheel.admin.port.Keys;
import io.keywheel.admin.port.Reloads;
import io.keywheel.admin.port.Shelf;
import io.keywheel.cluster.Cluster;
import io.keywheel.clusterconfig.ClusterSettings;
import io.keywheel.config.Loading;
import io.keywheel.config.Settings;
import io.keywheel.gateway.Gateway;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.PoolListener;
import io.keywheel.pool.PoolShare;
import io.keywheel.pool.ProbeTurns;
import io.keywheel.probe.HttpProbes;
import io.keywheel.probe.KeyTest;
import io.keywheel.probe.Means;
import io.keywheel.probe.Pace;
import io.keywheel.probe.Recovery;
import io.keywheel.sim.SidecarStart;
import io.keywheel.telemetry.Health;
import io.keywheel.telemetry.PoolLog;
import io.keywheel.telemetry.RequestRing;
import io.keywheel.token.CallerTokens;
import io.keywheel.token.TokenText;
import io.keywheel.usage.Others;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running sidecar: the pools, both planes and, with members, the cluster. */
public final class Sidecar implements SidecarStart.Running {
    private static final Logger LOG = LoggerFactory.getLogger(Sidecar.class);

    private static final Duration SIGN_IN = Duration.ofMinutes(15);

    private final Settings settings;
    private final Vertx vertx;
    private final Health health = new Health();
    private final RequestRing requests = new RequestRing();
    private final InstantSource clock = new PoolClock();
    private final Map<String, KeyPool> pools = new LinkedHashMap<>();
    private final List<Gateway> gateways = new ArrayList<>();
    private final EventRing events = new EventRing(InstantSource.system());
    private final UsageKeeping usageKeeping = new UsageKeeping();
    private final Counting counting = new Counting(pools.values(), usageKeeping, Others.ALONE);
    private final Optional<Cluster> cluster;
    private final CallerTokens callerTokens = new CallerTokens();
    private final Pace probes;
    private volatile List<Loading.Shown> shown = List.of();
    private volatile @Nullable Kept kept;
    private volatile Reloads reloads = Absent.of(Reloads.class);
    private volatile @Nullable AdminPlane admin;
    private volatile @Nullable Recovery recovery;
    private @Nullable HttpProbes httpProbes;
    private @Nullable Future<Void> stopped;

    /** @param fatal told why the cluster does not want this member; somebody should end the process then */
    public Sidecar(Settings settings, Vertx vertx, Consumer<String> fatal) {
        this(settings, vertx, fatal, Pace.STANDARD);
    }

    /** @param probes how often rejected keys are probed */
    Sidecar(Settings settings, Vertx vertx, Consumer<String> fatal, Pace probes) {
        this.probes = probes;
        this.settings = settings;
        this.vertx = vertx;
        this.cluster = settings.cluster().map(c -> cluster(c, fatal));
    }

    private Cluster cluster(Settings.Cluster configured, Consumer<String> fatal) {
        ClusterSettings members = ClusterSettings.of(configured.name(), configured.members(), configured.address());
        return new Cluster(members, configured.masterKeys(), clock, fatal);
    }

    /** Completes when both planes listen. Fails where a port is taken or a file cannot be read. */
    public Future<Void> start(PoolListener listener) {
        settings.warnings().forEach(LOG::warn);
        for (Settings.Pooled configured : settings.providers()) {
            String name = configured.provider().name();
            PoolListener lanes = new Listeners(counting.poolListener(), listener);
            PoolListener told = new Listeners(new PoolEvents(name, events), lanes);
            PoolListener both = new Listeners(new PoolLog(() -> requireNonNull(pools.get(name)), clock), told);
            PoolShare share = cluster.<PoolShare>map(c -> c).orElse(PoolShare.ALONE);
            KeyPool pool = new KeyPool(name, configured.keys(), configured.rules(), clock, share, both);
            pools.put(name, pool);
            if (!pool.keys().isEmpty()) PoolLog.initialized(pool);
        }
        health.add("keys", () -> Health.Finding.ready(usableKeys() + " usable"));
        return deployGateways()
                .compose(v -> keep())
                .compose(v -> vertx.executeBlocking(this::firstToken))
                .compose(this::deployAdmin)
                .onSuccess(v -> listening())
                .mapEmpty();
    }

    /** A Vert.x with as many loops as pay: on a machine shared with applications, half of the cores. */
    public static Vertx vertx() {
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(loops())
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2);
        Transport transport = Transport.EPOLL != null && Transport.EPOLL.available() ? Transport.EPOLL : Transport.NIO;
        return Vertx.builder().with(options).withTransport(transport).build();
    }

    private static int loops() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /** What the admin plane shows of the configuration. */
    void shows(List<Loading.Shown> loaded) {
        shown = List.copyOf(loaded);
    }

    /** Where nothing can be kept the configured keys serve all the same. */
    private Future<Void> keep() {
        return vertx.executeBlocking(() -> Storage.of(settings, InstantSource.system()))
                .compose(opened ->
                        opened.start(health).onSuccess(v -> begin(opened)).onFailure(e -> opened.close()))
                .recover(why -> {
                    if (!(why instanceof Storage.Unusable)) return Future.failedFuture(why);
                    LOG.error("Keys and tokens cannot be made here: {}", why.getMessage());
                    health.add("store", () -> Health.Finding.ready("degraded: " + why.getMessage()));
                    return Future.succeededFuture();
                });
    }

    private void begin(Storage storage) {
        usageKeeping.in(storage.usage());
        Shelf shelf = shelf();
        Kept made = new Kept(
                storage,
                pools,
                new Kept.Means(
                        shelf,
                        id -> gateways.forEach(g -> g.cut(id)),
                        new KeyTest(httpProbes()),
                        book -> callerTokens.replace(book, clock.millis())));
        made.begin(settings);
        kept = made;
    }

    private Means means() {
        return new Means(cluster.<ProbeTurns>map(c -> c).orElse(ProbeTurns.ALONE), clock, probes);
    }

    private synchronized HttpProbes httpProbes() {
        HttpProbes made = httpProbes;
        if (made == null) httpProbes = made = HttpProbes.of(settings, vertx, means());
        return made;
    }

    private PoolKeys shelf() {
        return new PoolKeys(pools.values(), counting.keyUsage(), Absent.of(Keys.class));
    }

    /** Other settings are in force: the keys are theirs from now on. */
    void reloaded(Settings next) {
        Kept keeping = kept;
        if (keeping != null) {
            keeping.configure(next);
            return;
        }
        for (Settings.Pooled configured : next.providers()) {
            KeyPool pool = pools.get(configured.provider().name());
            if (pool != null) pool.replace(configured.keys());
        }
    }

    /** How the admin plane has the sources read again. */
    void reloadsBy(Reloads how) {
        reloads = how;
    }

    private Future<String> deployAdmin(String firstToken) {
        AdminPorts ports = new AdminPorts(pools, settings.defaultProvider(), cluster, requests, events, counting);
        AdminPlane made = new AdminPlane(
                settings.adminPlane(),
                health,
                ports.on(clock, () -> shown, keptPorts(), (dryRun, by) -> reloads.reload(dryRun, by)),
                firstToken,
                InstantSource.system());
        admin = made;
        return vertx.deployVerticle(made);
    }

    /** That which was set, or else the generated one. Without either nobody can sign in, but applications are served. */
    private String firstToken() {
        if (settings.adminPlane().token().isPresent())
            return settings.adminPlane().token().get();
        AdminTokenFile file = new AdminTokenFile(settings.dataDir());
        try {
            String token = file.token();
            LOG.info("The admin token is in {}", file.path());
            return token;
        } catch (IOException e) {
            LOG.warn(
                    "Nobody can sign in to the admin plane: {} cannot be used. Set KEYWHEEL_ADMIN_TOKEN.", file.path());
            return TokenText.random("");
        }
    }

    private AdminPorts.OnRecords keptPorts() {
        Kept keeping = kept;
        return keeping == null ? AdminPorts.OnRecords.nothing(shelf()) : keeping.ports();
    }

    private int usableKeys() {
        return pools.values().stream().mapToInt(p -> p.usableKeys().size()).sum();
    }

    private Future<Void> deployGateways() {
        Gateway.Shared shared =
                new Gateway.Shared(settings, pools, clock, health, counting.listener(requests)).asking(callerTokens);
        Future<Void> deployed = Future.succeededFuture();
        for (int i = 0; i < loops(); i++) {
            deployed = deployed.compose(v -> {
                Gateway gateway = new Gateway(shared);
                gateways.add(gateway);
                return vertx.deployVerticle(gateway).mapEmpty();
            });
        }
        return deployed;
    }

    private void listening() {
        health.listening();
        counting.start();
        cluster.ifPresent(c -> c.join(pools));
        Recovery made = Recovery.of(pools, httpProbes(), vertx, means());
        recovery = made;
        made.start();
        LOG.info(
                "Listening on {}://{}:{} (applications) and {}://{}:{} (operators)",
                settings.dataPlane().tls().isPresent() ? "https" : "http",
                settings.dataPlane().host(),
                dataPort(),
                settings.adminPlane().tls().isPresent() ? "https" : "http",
                settings.adminPlane().host(),
                adminPort());
    }

    @Override
    public int dataPort() {
        return gateways.get(0).port();
    }

    @Override
    public int adminPort() {
        AdminPlane listening = admin;
        return listening == null ? 0 : listening.port();
    }

    @Override
    public String signInPath() {
        AdminPlane listening = admin;
        return listening == null ? "/ui/" : listening.signInLink(SIGN_IN);
    }

    /** The last requests, each with its way through the pool. */
    public RequestRing requests() {
        return requests;
    }

    /** Requests that run now. */
    public int running() {
        return gateways.stream().mapToInt(Gateway::running).sum();
    }

    /**
     * Takes no new request, lets running answers end, leaves the cluster, then closes everything that this sidecar opened. Not to be
     * called on an event loop, which is closed too.
     */
    @Override
    public synchronized Future<Void> stop() {
        if (stopped != null) return stopped;
        health.stopping();
        Recovery probing = recovery;
        if (probing != null) probing.stop();
        LOG.info("Stopping: {} running request(s) may end within {} s", running(), drainSeconds());
        stopped = vertx.close().onComplete(v -> {
            counting.close();
            cluster.ifPresent(Cluster::stop);
            Kept keeping = kept;
            if (keeping != null) keeping.close();
        });
        return stopped;
    }

    private long drainSeconds() {
        return settings.limits().drain().toSeconds();
    }
}
