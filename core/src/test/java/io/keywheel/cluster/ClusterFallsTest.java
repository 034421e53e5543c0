package io.keywheel.cluster;

import static io.keywheel.cluster.TestNode.awaitMembers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keywheel.pool.Rotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members die, are cut off, come back. */
class ClusterFallsTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final List<String> MODELS =
            IntStream.range(0, 40).mapToObj(i -> "model-" + i).toList();

    private final List<String> addresses = TestNode.freeAddresses(3);
    private final List<TestNode> nodes = new ArrayList<>();

    @BeforeEach
    void threeNodesFormACluster() {
        for (String address : addresses) {
            nodes.add(TestNode.at(address, addresses).joining("p"));
            awaitMembers(nodes.size(), nodes.toArray(TestNode[]::new));
        }
    }

    @AfterEach
    void allStop() {
        for (TestNode node : nodes) node.cluster.stop();
    }

    /** The first dies while its copies are still on their way to the third. */
    @Test
    void whoeverDiesNothingThatAnotherMemberKnewIsLost() {
        TestNode first = nodes.get(0);
        for (String model : MODELS) first.refusedByAll("p", model, LONG);
        awaitKnown(nodes.get(1));
        // A wheel is told after the rests that turned it: the second has heard of all of them too.
        await().untilAsserted(() -> assertTurned(nodes.get(1)));
        first.kill();
        awaitMembers(2, nodes.get(1), nodes.get(2));

        for (TestNode left : nodes.subList(1, 3)) assertKnown(left);
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            assertThat(modelsOf(nodes.get(2).grid().compare()))
                    .hasSize(3 * MODELS.size())
                    .hasSameElementsAs(MODELS);
            assertTurned(nodes.get(2));
        });

        TestNode late =
                TestNode.at(addresses.get(0), addresses, Duration.ofHours(2)).joining("p");
        nodes.set(0, late);
        awaitMembers(3, late);
        awaitKnown(late);
    }

    @Test
    void aMemberThatIsCutOffServesOnAndTellsLaterWhatItMet() {
        TestNode cutOff = nodes.get(2);
        nodes.get(0).refused("p", "known", LONG);
        await().until(() -> cutOff.served("p", "known") == 2);
        cutOff.grid().terminate();

        assertThat(cutOff.cluster.grid()).isEmpty();
        assertThat(cutOff.served("p", "known")).isEqualTo(2);
        cutOff.refusedByAll("p", "met alone", LONG);
        assertThat(cutOff.soonest("p", "met alone")).isPresent();
        assertThat(cutOff.cluster.members()).singleElement().matches(ClusterMember::self);

        await().atMost(Duration.ofSeconds(15))
                .until(() -> nodes.get(0).soonest("p", "met alone").isPresent());
        awaitMembers(3, nodes.get(0), cutOff);
    }

    @Test
    void twoThatLostEachOtherFindEachOtherAgainThoughAThirdIsDown() {
        TestNode one = nodes.get(0);
        TestNode two = nodes.get(1);
        nodes.get(2).kill();
        awaitMembers(2, one, two);
        one.suspects(two);
        two.suspects(one);
        awaitMembers(1, one, two);

        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> one.cluster.members().size() == 2
                        && two.cluster.members().size() == 2);
    }

    private static void awaitKnown(TestNode node) {
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertKnown(node));
    }

    private static List<String> modelsOf(Picture there) {
        return there.rests().keySet().stream().map(key -> key.scope().model()).toList();
    }

    private static void assertTurned(TestNode node) {
        assertThat(node.grid().compare().wheels().values())
                .hasSize(MODELS.size())
                .extracting(Rotation::epoch)
                .allMatch(epoch -> epoch >= 2);
    }

    private static void assertKnown(TestNode node) {
        assertThat(MODELS)
                .allSatisfy(model -> assertThat(node.soonest("p", model)).isPresent());
    }
}
