package io.keywheel.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keywheel.cluster.Cluster;
import io.keywheel.clusterconfig.ClusterSettings;
import io.keywheel.config.Settings.Upstreams;
import io.keywheel.pool.Demand;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.Lease;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.PoolListener;
import io.keywheel.pool.ProbeTurns;
import io.keywheel.pool.Reach;
import io.keywheel.pool.Secret;
import io.keywheel.pool.Verdict;
import io.keywheel.provider.Provider;
import io.keywheel.provider.Providers;
import io.keywheel.upstream.Origin;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two members of a real cluster whose clocks are hours apart, before a real provider: one of them asks for both. */
class TwoMembersTest {
    private static final PoolKey KEY = PoolKey.configured("groq", "KEY", new Secret("gsk_not_a_real_key_0"), "test");
    private static final Pace QUICK = new Pace(1_000, 60_000, 60_000, 2_000, 10);
    private static final int PROBES = 3;

    /** One asking for a turn, in real milliseconds. */
    private record Take(int member, long millis, boolean taken, long calledAt, long answeredAt) {}

    private final Vertx vertx = Vertx.vertx();
    private final ProbedProvider provider = new ProbedProvider(vertx);
    private final List<Take> takes = new CopyOnWriteArrayList<>();
    private final List<Node> nodes = new ArrayList<>();

    private final class Node {
        final Cluster cluster;
        final KeyPool pool;
        final Recovery recovery;

        Node(int number, List<String> addresses, Duration ahead) {
            InstantSource clock = () -> InstantSource.system().instant().plus(ahead);
            cluster = new Cluster(
                    ClusterSettings.of("test", addresses, addresses.get(number)),
                    List.of(new byte[32]),
                    clock,
                    why -> {});
            pool = new KeyPool("groq", List.of(KEY), clock, cluster, PoolListener.NONE);
            ProbeTurns turns = (name, key, millis) -> {
                long calledAt = System.currentTimeMillis();
                return cluster.take(name, key, millis).thenApply(taken -> {
                    takes.add(new Take(number, millis, taken, calledAt, System.currentTimeMillis()));
                    return taken;
                });
            };
            Means means = new Means(turns, clock, QUICK);
            recovery = new Recovery(
                    List.of(new PoolRecovery(pool, call(means), means)),
                    (millis, task) -> {
                        long timer = vertx.setPeriodic(millis, t -> task.run());
                        return () -> vertx.cancelTimer(timer);
                    },
                    QUICK);
            cluster.join(Map.of("groq", pool));
            recovery.start();
        }

        private ProbeCall call(Means means) {
            Provider groq = Providers.at("groq", URI.create(provider.baseUrl()));
            Upstreams upstreams = new Upstreams(Optional.empty(), Optional.empty(), List.of(), Duration.ofSeconds(2));
            Origin origin = Origin.of(groq, upstreams, Optional.empty());
            return new HttpProbe(groq, new HttpProbe.Way(vertx.createHttpClient(), origin), means);
        }

        void reject() {
            Lease lease = (Lease) pool.acquire(new Demand("m"));
            lease.settle(Verdict.of(Outcome.KEY_INVALID, Reach.KEY, 401, "invalid_api_key", ""));
        }

        boolean isOut() {
            return !pool.quarantined().isEmpty();
        }
    }

    @AfterEach
    void allEnd() {
        for (Node node : nodes) {
            node.recovery.stop();
            node.cluster.stop();
        }
        ProbedProvider.get(vertx.close());
    }

    private static List<String> freeAddresses() throws IOException {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return List.of("127.0.0.1:" + one.getLocalPort(), "127.0.0.1:" + two.getLocalPort());
        }
    }

    private void awaitMembers(int count) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> nodes.stream()
                        .allMatch(n -> n.cluster.members().size() == count
                                && n.cluster.members().stream()
                                        .noneMatch(m -> m.uuid().isEmpty())));
    }

    @Test
    void aKeyIsProbedOnceATurnAndServesOnBothMembersAsSoonAsItIsAccepted() throws Exception {
        List<String> addresses = freeAddresses();
        nodes.add(new Node(0, addresses, Duration.ZERO));
        awaitMembers(1);
        nodes.add(new Node(1, addresses, Duration.ofHours(5)));
        awaitMembers(2);
        provider.answers(r -> {
            if (provider.asked("/models").size() < PROBES) ProbedProvider.rejects(r);
            else ProbedProvider.accepts(r);
        });

        nodes.get(0).reject();
        await().until(() -> nodes.get(1).isOut());
        await().atMost(Duration.ofSeconds(30)).until(() -> nodes.stream().noneMatch(Node::isOut));

        List<Take> taken = takes.stream().filter(Take::taken).toList();
        assertThat(provider.asked("/models")).hasSize(PROBES).hasSameSizeAs(taken);
        for (int i = 1; i < taken.size(); i++) {
            Take before = taken.get(i - 1);
            assertThat(taken.get(i).answeredAt() - before.calledAt()).isGreaterThanOrEqualTo(before.millis());
        }
        assertThat(takes).extracting(Take::member).contains(0, 1);
        assertThat(takes).filteredOn(take -> !take.taken()).isNotEmpty();
    }
}
