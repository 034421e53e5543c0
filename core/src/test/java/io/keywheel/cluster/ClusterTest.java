package io.keywheel.cluster;

import static io.keywheel.cluster.TestNode.awaitMembers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.map.IMap;
import io.keywheel.pool.Acquired;
import io.keywheel.pool.Demand;
import io.keywheel.pool.Dimension;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.Lease;
import io.keywheel.pool.Reach;
import io.keywheel.pool.Rest;
import io.keywheel.pool.Rotation;
import io.keywheel.pool.Scope;
import io.keywheel.pool.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three nodes whose pool clocks are hours apart. */
class ClusterTest {
    private static final List<String> ADDRESSES = TestNode.freeAddresses(3);
    private static final String[] POOLS = {"rest", "rotation", "time", "echo", "expiry"};
    private static final TestNode ONE = TestNode.at(ADDRESSES.get(0), ADDRESSES);
    private static final TestNode TWO = TestNode.at(ADDRESSES.get(1), ADDRESSES, Duration.ofHours(5));
    private static final TestNode THREE = TestNode.at(ADDRESSES.get(2), ADDRESSES, Duration.ofHours(-3));
    private static final List<TestNode> ALL = List.of(ONE, TWO, THREE);

    @BeforeAll
    static void threeNodesFormACluster() {
        ONE.joining(POOLS);
        awaitMembers(1, ONE);
        TWO.joining(POOLS);
        THREE.joining(POOLS);
        awaitMembers(3, ONE, TWO, THREE);
        await().until(() -> ONE.grid().hazelcast().getPartitionService().isClusterSafe());
    }

    @AfterAll
    static void threeNodesStop() {
        for (TestNode node : ALL) node.cluster.stop();
    }

    @Test
    void aRestThatOneMemberMeetsIsKnownToTheOthersWithinAQuarterOfASecond() {
        ONE.refused("rest", "m", Duration.ofMinutes(1));
        await().atMost(Duration.ofMillis(250))
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> {
                    assertThat(TWO.served("rest", "m")).isEqualTo(2);
                    assertThat(THREE.served("rest", "m")).isEqualTo(2);
                });
    }

    @Test
    void sixHundredRefusalsAtOnceOnThreeMembersTurnTheWheelOnce() throws Exception {
        // A key that has not answered yet is helped out by others when many wait for it.
        for (TestNode node : ALL) node.served("rotation", "m");
        Set<Integer> used = new ConcurrentSkipListSet<>();
        ExecutorService callers = Executors.newFixedThreadPool(600);
        CountDownLatch refused = new CountDownLatch(600);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            KeyPool pool = ALL.get(i % 3).pool("rotation");
            done.add(callers.submit(() -> failOver(pool, refused, used)));
        }
        for (Future<?> one : done) one.get();
        callers.shutdown();

        assertThat(used).containsExactly(1, 2);
        await().until(() -> ONE.grid().compare().wheels().containsKey(new WheelKey("rotation", "m")));
        for (TestNode node : ALL) {
            assertThat(node.grid().compare().wheels())
                    .containsEntry(
                            new WheelKey("rotation", "m"),
                            new Rotation(node.pool("rotation").keys().get(1).id(), 1));
            assertThat(node.served("rotation", "m")).isEqualTo(2);
        }
    }

    /** All hold the first key before any is refused. */
    private static void failOver(KeyPool pool, CountDownLatch refused, Set<Integer> used) {
        Demand demand = new Demand("m");
        Lease first = lease(pool, demand, used);
        refused.countDown();
        try {
            refused.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        first.settle(TestNode.rateLimited(Duration.ofMinutes(1)));
        lease(pool, demand, used).settle(Verdict.succeeded());
    }

    private static Lease lease(KeyPool pool, Demand demand, Set<Integer> used) {
        Acquired acquired = pool.acquire(demand);
        assertThat(acquired).isInstanceOf(Lease.class);
        used.add(pool.numberOf(((Lease) acquired).key()));
        return (Lease) acquired;
    }

    @Test
    void clocksThatAreHoursApartMeanTheSameMoment() {
        ONE.refusedByAll("time", "m", Duration.ofSeconds(90));
        long left = ONE.soonest("time", "m").orElseThrow() - ONE.clock.millis();
        assertThat(left).isBetween(80_000L, 90_000L);
        for (TestNode node : List.of(TWO, THREE)) {
            await().atMost(Duration.ofSeconds(2))
                    .untilAsserted(() -> assertThat(node.soonest("time", "m")).isPresent());
            long leftHere = node.soonest("time", "m").orElseThrow() - node.clock.millis();
            long leftThere = ONE.soonest("time", "m").orElseThrow() - ONE.clock.millis();
            assertThat(leftHere).isCloseTo(leftThere, org.assertj.core.data.Offset.offset(150L));
        }
    }

    @Test
    void whatANodeToldComesBackToItUnchanged() {
        TWO.refusedByAll("echo", "m", Duration.ofSeconds(90));
        long told = TWO.soonest("echo", "m").orElseThrow();
        await().until(() -> THREE.soonest("echo", "m").isPresent());
        TWO.grid().compare();
        assertThat(TWO.soonest("echo", "m")).hasValue(told);
    }

    @Test
    void aRestLeavesTheMapTenMinutesAfterItsEnd() {
        ONE.refused("expiry", "m", Duration.ofMinutes(1));
        RestKey key = new RestKey(
                "expiry",
                Scope.of(Reach.GROUP_MODEL, ONE.pool("expiry").keys().get(0), "m"),
                Dimension.TOKENS_PER_MINUTE);
        IMap<RestKey, Rest> rests = ONE.grid().hazelcast().getMap(SharedMaps.RESTS);
        await().until(() -> rests.containsKey(key));
        assertThat(Duration.ofMillis(rests.getEntryView(key).getTtl()))
                .isBetween(Duration.ofSeconds(11 * 60 - 5), Duration.ofMinutes(11));
    }

    @Test
    void everyMemberSeesEveryMemberAndItself() {
        for (TestNode node : ALL) {
            assertThat(node.cluster.members())
                    .extracting(ClusterMember::address)
                    .containsExactlyInAnyOrderElementsOf(ADDRESSES);
            assertThat(node.cluster.members()).filteredOn(ClusterMember::self).hasSize(1);
        }
    }
}
