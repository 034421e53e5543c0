package io.keywheel.cluster;

import static io.keywheel.cluster.TestNode.awaitMembers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keywheel.pool.Rest;
import io.keywheel.pool.Rotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rejected key that one member brings back, and the turns to ask for it. */
class RecoveryTest {
    private static final Duration SEVERAL_COMPARISONS = Duration.ofMillis(2_500);

    private final List<String> addresses = TestNode.freeAddresses(2);
    private final List<TestNode> nodes = new ArrayList<>();

    @AfterEach
    void allStop() {
        for (TestNode node : nodes) node.cluster.stop();
    }

    private TestNode join(int index, List<String> members, Duration clockAhead) {
        TestNode node = TestNode.at(addresses.get(index), members, clockAhead).joining("p");
        nodes.add(node);
        return node;
    }

    private void twoFormACluster() {
        join(0, addresses, Duration.ZERO);
        awaitMembers(1, nodes.get(0));
        join(1, addresses, Duration.ofHours(3));
        awaitMembers(2, nodes.get(0), nodes.get(1));
    }

    private void awaitOut(Integer... keys) {
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertOut(keys));
    }

    private void assertOut(Integer... keys) {
        for (TestNode node : nodes) assertThat(node.quarantined("p")).containsExactly(keys);
    }

    private void assertStaysOut(Integer... keys) {
        await().during(SEVERAL_COMPARISONS)
                .atMost(SEVERAL_COMPARISONS.multipliedBy(3))
                .untilAsserted(() -> assertOut(keys));
    }

    @Test
    void whatOneMemberBringsBackServesOnAllAndStaysSo() {
        twoFormACluster();
        for (int i = 0; i < 3; i++) nodes.get(0).rejected("p", "m");
        awaitOut(1, 2, 3);

        nodes.get(1).recover("p");

        assertThat(nodes.get(1).served("p", "m")).isEqualTo(1);
        awaitOut(2, 3);
        assertThat(nodes.get(0).served("p", "m")).isEqualTo(1);
        assertStaysOut(2, 3);
    }

    @Test
    void aKeyThatIsRejectedAnewIsOutOnAllMembersAgain() {
        twoFormACluster();
        nodes.get(0).rejected("p", "m");
        awaitOut(1);
        nodes.get(0).recover("p");
        awaitOut();

        nodes.get(1)
                .pool("p")
                .adopt("m", new Rotation(nodes.get(1).pool("p").keys().get(0).id(), 9));
        nodes.get(1).rejected("p", "m");

        awaitOut(1);
        assertStaysOut(1);
    }

    @Test
    void aMemberThatWasCutOffDoesNotBringTheOldQuarantineBack() {
        twoFormACluster();
        nodes.get(0).rejected("p", "m");
        awaitOut(1);
        nodes.get(1).grid().terminate();
        awaitMembers(1, nodes.get(0));

        nodes.get(0).recover("p");

        awaitMembers(2, nodes.get(0), nodes.get(1));
        awaitOut();
        assertStaysOut();
    }

    @Test
    void aMemberTellsOnItsReturnWhatItBroughtBackAlone() {
        twoFormACluster();
        nodes.get(0).rejected("p", "m");
        awaitOut(1);
        nodes.get(1).grid().terminate();

        nodes.get(1).recover("p");

        awaitMembers(2, nodes.get(0), nodes.get(1));
        awaitOut();
        assertStaysOut();
    }

    @Test
    void afterASplitTheRecoveryOutranksTheQuarantinesOfBothHalves() {
        TestNode left = join(0, addresses.subList(0, 1), Duration.ZERO);
        TestNode right = join(1, addresses.subList(1, 2), Duration.ofHours(1));
        awaitMembers(1, left, right);
        left.rejected("p", "m");
        right.rejected("p", "m");
        for (TestNode node : nodes)
            await().until(() -> !node.grid().compare().rests().isEmpty());

        left.recover("p");
        await().until(() -> left.grid().compare().rests().values().stream().allMatch(Rest::isRecovery));
        TestNode.findEachOther(addresses, left, right);
        awaitMembers(2, left, right);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(this::assertOut);
        assertStaysOut();
    }

    @Test
    void ofAllWhoWantATurnAtOnceOneTakesItAndAnotherWhenItIsOver() {
        twoFormACluster();

        List<CompletableFuture<Boolean>> takes = IntStream.range(0, 40)
                .mapToObj(i -> nodes.get(i % 2).cluster.take("p", "k", 1_500).toCompletableFuture())
                .toList();

        assertThat(takes.stream().filter(CompletableFuture::join)).hasSize(1);
        assertThat(nodes.get(0)
                        .cluster
                        .take("p", "other", 1_500)
                        .toCompletableFuture()
                        .join())
                .isTrue();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> nodes.get(1)
                        .cluster
                        .take("p", "k", 1_500)
                        .toCompletableFuture()
                        .join());
    }

    @Test
    void aMemberThatHasNotJoinedTakesEveryTurn() {
        TestNode alone = TestNode.at(addresses.get(0), addresses);
        assertThat(alone.cluster.take("p", "k", 60_000)).isCompletedWithValue(true);
        assertThat(alone.cluster.take("p", "k", 60_000)).isCompletedWithValue(true);
    }
}
