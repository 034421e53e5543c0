package io.keywheel.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import io.keywheel.clusterconfig.ClusterSettings;
import io.keywheel.pool.Account;
import io.keywheel.pool.Acquired;
import io.keywheel.pool.Affinity;
import io.keywheel.pool.Demand;
import io.keywheel.pool.Dimension;
import io.keywheel.pool.Exhausted;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.Lease;
import io.keywheel.pool.Observation;
import io.keywheel.pool.Obstacle;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.PoolListener;
import io.keywheel.pool.Reach;
import io.keywheel.pool.RecoveredBy;
import io.keywheel.pool.RequestSize;
import io.keywheel.pool.Secret;
import io.keywheel.pool.Standing;
import io.keywheel.pool.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A node on loopback with real Hazelcast: a pool per name, three keys each, and a pool clock of its own. */
final class TestNode {
    private static final byte[] MASTER_KEY = new byte[32];

    final Cluster cluster;
    final InstantSource clock;
    final List<String> fatal = new CopyOnWriteArrayList<>();
    private final Map<String, KeyPool> pools = new ConcurrentHashMap<>();

    private TestNode(ClusterSettings settings, Duration clockAhead, byte[]... masterKeys) {
        this.clock = () -> InstantSource.system().instant().plus(clockAhead);
        this.cluster = new Cluster(settings, List.of(masterKeys), clock, fatal::add);
    }

    static TestNode at(String address, List<String> members) {
        return at(address, members, Duration.ZERO);
    }

    static TestNode at(String address, List<String> members, Duration clockAhead) {
        return new TestNode(ClusterSettings.of("test", members, address), clockAhead, MASTER_KEY);
    }

    static TestNode withMasterKey(int fill, String address, List<String> members) {
        return new TestNode(ClusterSettings.of("test", members, address), Duration.ZERO, masterKey(fill));
    }

    static TestNode withMasterKeys(List<byte[]> keys, String address, List<String> members) {
        return new TestNode(ClusterSettings.of("test", members, address), Duration.ZERO, keys.toArray(byte[][]::new));
    }

    static byte[] masterKey(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    TestNode joining(String... names) {
        for (String name : names) pools.put(name, new KeyPool(name, keys(3), clock, cluster, PoolListener.NONE));
        cluster.join(pools);
        return this;
    }

    KeyPool pool(String name) {
        KeyPool pool = pools.get(name);
        if (pool == null) throw new IllegalArgumentException(name);
        return pool;
    }

    /** A request that the provider answers; gives the place of its key. */
    int served(String pool, String model) {
        Lease lease = (Lease) pool(pool).acquire(new Demand(model));
        lease.settle(Verdict.succeeded());
        return pool(pool).numberOf(lease.key());
    }

    /** A request that the provider refuses for so long. */
    void refused(String pool, String model, Duration wait) {
        Lease lease = (Lease) pool(pool).acquire(new Demand(model));
        lease.settle(rateLimited(wait));
    }

    /** A request whose key the provider rejects. */
    void rejected(String pool, String model) {
        Lease lease = (Lease) pool(pool).acquire(new Demand(model));
        lease.settle(Verdict.of(Outcome.KEY_INVALID, Reach.KEY, 401, "invalid_api_key", ""));
    }

    /** The places of the keys that are out. */
    List<Integer> quarantined(String pool) {
        return pool(pool).quarantined().stream()
                .map(q -> pool(pool).numberOf(q.key()))
                .toList();
    }

    /** The first key is accepted again. */
    void recover(String pool) {
        pool(pool).recover(pool(pool).keys().get(0), RecoveredBy.PROBE);
    }

    /** The same with each of the three keys. */
    void refusedByAll(String pool, String model, Duration wait) {
        for (int i = 0; i < 3; i++) refused(pool, model, wait);
    }

    /** Until when every key rests, by this node's clock. */
    OptionalLong soonest(String pool, String model) {
        Acquired acquired = pool(pool).acquire(new Demand(model));
        return acquired instanceof Exhausted none ? none.soonest() : OptionalLong.empty();
    }

    /** A request of model m that only this key, counted from 1, may serve. */
    Demand of(String pool, int key) {
        String id = pool(pool).keys().get(key - 1).id();
        return new Demand("m", RequestSize.UNKNOWN, Affinity.only(id));
    }

    /** Such a request is served, and the answer says how many of 100 are left until the limit is whole in five minutes. */
    void told(String pool, int key, int left) {
        Lease lease = (Lease) pool(pool).acquire(of(pool, key));
        lease.observed(List.of(new Observation(Dimension.REQUESTS_PER_MINUTE, 100, left, 300_000)));
        lease.settle(Verdict.succeeded());
    }

    /** So many such requests are served, and the answers say nothing. */
    void takes(String pool, int key, int requests) {
        for (int i = 0; i < requests; i++) {
            ((Lease) pool(pool).acquire(of(pool, key))).settle(Verdict.succeeded());
        }
    }

    /** Such a request is served in the name of an account. */
    void answeredFor(String pool, int key, Account account) {
        Lease lease = (Lease) pool(pool).acquire(of(pool, key));
        lease.answeredFor(account);
        lease.settle(Verdict.succeeded());
    }

    /** How the key stands to such a request. */
    Standing standing(String pool, int key) {
        return pool(pool).explain(of(pool, key)).get(key - 1);
    }

    /** Takes all that is left of the key, once nothing is presumed of others any more; gives how many requests that were. */
    int drain(String pool, int key) {
        for (int taken = 0; taken < 100; taken++) {
            if (!isFree(pool, key)) return taken;
            takes(pool, key, 1);
        }
        throw new AssertionError("key " + key + " has no end");
    }

    private boolean isFree(String pool, int key) {
        try {
            // What was taken of late is presumed to go on for more than three seconds before it is none.
            await().atMost(Duration.ofSeconds(5))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> standing(pool, key).obstacle() == Obstacle.NONE);
            return true;
        } catch (ConditionTimeoutException itNeverIs) {
            return false;
        }
    }

    static Verdict rateLimited(Duration wait) {
        return rateLimited(Reach.GROUP_MODEL, wait);
    }

    static Verdict rateLimited(Reach reach, Duration wait) {
        return Verdict.refused(
                Outcome.RATE_LIMITED,
                reach,
                Dimension.TOKENS_PER_MINUTE,
                OptionalLong.of(wait.toMillis()),
                Verdict.of(Outcome.RATE_LIMITED, reach, 429, "rate_limit_exceeded", "wait"));
    }

    Grid grid() {
        return cluster.grid().orElseThrow();
    }

    /** As a power cut: no word to the others, and no return. */
    void kill() {
        Grid grid = grid();
        cluster.stopKeeping();
        grid.terminate();
    }

    /** Takes the other for dead, as where the network between them is. */
    void suspects(TestNode other) {
        ClusterServiceImpl members =
                ((HazelcastInstanceProxy) grid().hazelcast()).getOriginal().node.getClusterService();
        UUID uuid = other.grid().hazelcast().getCluster().getLocalMember().getUuid();
        members.suspectMember(members.getMember(uuid), "this test says so", true);
    }

    /** Nodes that ran apart may join one another from now on. */
    static void findEachOther(List<String> addresses, TestNode... nodes) {
        findEachOther(addresses, Stream.of(nodes).map(TestNode::grid).toArray(Grid[]::new));
    }

    static void findEachOther(List<String> addresses, Grid... grids) {
        for (Grid grid : grids) {
            grid.hazelcast()
                    .getConfig()
                    .getAdvancedNetworkConfig()
                    .getJoin()
                    .getTcpIpConfig()
                    .setMembers(addresses);
        }
    }

    static void awaitMembers(int count, TestNode... nodes) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    for (TestNode node : nodes) {
                        assertThat(node.cluster.members())
                                .hasSize(count)
                                .allMatch(m -> !m.uuid().isEmpty());
                    }
                });
    }

    /** All pools have been asked: what is taken from now on is said to be taken from now on. */
    static void awaitTheNextAsking() {
        InstantSource clock = InstantSource.system();
        long before = clock.millis();
        await().pollInterval(Duration.ofMillis(10)).until(() -> clock.millis() > before + 300);
    }

    /** What the maps say is known here, and members say that they took so much in all. */
    void awaitHeard(String pool, double total) {
        await().untilAsserted(() -> assertThat(taken(grid().compare(), pool)).isEqualTo(total));
    }

    private static double taken(Picture there, String pool) {
        return there.spent().entrySet().stream()
                .filter(entry -> entry.getKey().pool().equals(pool))
                .mapToDouble(entry -> entry.getValue().total())
                .sum();
    }

    static List<PoolKey> keys(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> PoolKey.configured("groq", "KEY_" + i, new Secret("gsk_not_a_real_key_" + i), "test"))
                .toList();
    }

    static List<String> freeAddresses(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            List<String> addresses =
                    held.stream().map(s -> "127.0.0.1:" + s.getLocalPort()).collect(Collectors.toList());
            for (ServerSocket socket : held) socket.close();
            return addresses;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
