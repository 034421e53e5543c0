package io.keywheel.cluster;

import static io.keywheel.cluster.TestNode.awaitMembers;
import static io.keywheel.cluster.TestNode.awaitTheNextAsking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.keywheel.pool.Account;
import io.keywheel.pool.Dimension;
import io.keywheel.pool.Link;
import io.keywheel.pool.Obstacle;
import io.keywheel.pool.Standing;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is left of limits, known to three nodes whose pool clocks are hours apart. */
class SharedLimitsTest {
    private static final List<String> ADDRESSES = TestNode.freeAddresses(3);
    private static final String[] POOLS = {"figures", "window", "taken", "together", "links", "broken"};
    private static final TestNode ONE = TestNode.at(ADDRESSES.get(0), ADDRESSES);
    private static final TestNode TWO = TestNode.at(ADDRESSES.get(1), ADDRESSES, Duration.ofHours(5));
    private static final TestNode THREE = TestNode.at(ADDRESSES.get(2), ADDRESSES, Duration.ofHours(-3));
    private static final List<TestNode> ALL = List.of(ONE, TWO, THREE);
    private static final Account PROJECT = new Account("", "proj_made_up");

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

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofMillis(500)).pollInterval(Duration.ofMillis(5));
    }

    @Test
    void figuresThatOneMemberWasToldAreKnownToTheOthersWithinHalfASecond() {
        ONE.told("figures", 1, 0);
        soon().untilAsserted(() -> {
            for (TestNode node : ALL) {
                assertThat(node.standing("figures", 1).obstacle()).isEqualTo(Obstacle.TOO_LITTLE_LEFT);
                assertThat(node.standing("figures", 1).dimension()).hasValue(Dimension.REQUESTS_PER_MINUTE);
                assertThat(node.served("figures", "m")).isEqualTo(2);
            }
        });
    }

    @Test
    void theEndOfALimitIsTheSameMomentByAllClocks() {
        ONE.told("window", 1, 0);
        soon().until(() -> ALL.stream().noneMatch(n -> n.standing("window", 1).obstacle() == Obstacle.NONE));
        for (TestNode node : ALL) {
            Standing standing = node.standing("window", 1);
            assertThat(standing.until().orElseThrow() - node.clock.millis()).isCloseTo(300_000, within(1_000L));
        }
    }

    @Test
    void whatOneMemberTakesTheOthersNoLongerHaveWithinHalfASecond() {
        ONE.told("taken", 1, 60);
        for (TestNode node : List.of(TWO, THREE)) node.told("taken", 1, 20);
        awaitTheNextAsking();
        ONE.takes("taken", 1, 20);
        soon().untilAsserted(() -> {
            assertThat(TWO.standing("taken", 1).obstacle()).isNotEqualTo(Obstacle.NONE);
            assertThat(THREE.standing("taken", 1).obstacle()).isNotEqualTo(Obstacle.NONE);
        });
    }

    /** The two requests whose answers told the others may or may not be in what the first was told. */
    @Test
    void whatAllTakeTogetherIsCountedOnceByEach() {
        for (TestNode node : ALL) node.told("together", 1, 60);
        awaitTheNextAsking();
        for (TestNode node : ALL) node.takes("together", 1, 10);
        for (TestNode node : ALL) node.awaitHeard("together", 33);
        awaitTheNextAsking();
        for (int i = 0; i < 3; i++) ONE.grid().compare();
        assertThat(ONE.drain("together", 1)).isBetween(28, 30);
    }

    @Test
    void aLinkThatOneMemberFoundHoldsOnAll() {
        ONE.answeredFor("links", 1, PROJECT);
        ONE.answeredFor("links", 2, PROJECT);
        soon().untilAsserted(() -> {
            for (TestNode node : ALL)
                assertThat(node.pool("links").links()).hasSize(1).allMatch(Link::holds);
        });
        THREE.told("links", 1, 0);
        soon().untilAsserted(() -> {
            for (TestNode node : ALL) assertThat(node.served("links", "m")).isEqualTo(3);
        });
    }

    @Test
    void aLinkThatBrokeOnOneMemberIsBrokenOnAll() {
        ONE.answeredFor("broken", 1, PROJECT);
        ONE.answeredFor("broken", 2, PROJECT);
        await().until(() -> !TWO.pool("broken").links().isEmpty());
        TWO.told("broken", 1, 10);
        TWO.told("broken", 2, 90);
        soon().untilAsserted(() -> {
            for (TestNode node : ALL) {
                assertThat(node.pool("broken").links()).singleElement().satisfies(link -> {
                    assertThat(link.holds()).isFalse();
                    assertThat(link.broken()).isEqualTo(1);
                });
            }
        });
    }
}
