package io.keywheel.cluster;

import static io.keywheel.cluster.TestNode.awaitMembers;
import static io.keywheel.cluster.TestNode.awaitTheNextAsking;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keywheel.pool.Account;
import io.keywheel.pool.Dimension;
import io.keywheel.pool.Link;
import io.keywheel.pool.Reach;
import io.keywheel.pool.Rest;
import io.keywheel.pool.Rotation;
import io.keywheel.pool.Scope;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two halves that ran apart find one another. */
class MergeTest {
    private final List<String> addresses = TestNode.freeAddresses(2);
    private final TestNode left = TestNode.at(addresses.get(0), addresses.subList(0, 1));
    private final TestNode right = TestNode.at(addresses.get(1), addresses.subList(1, 2), Duration.ofHours(1));

    @AfterEach
    void bothStop() {
        left.cluster.stop();
        right.cluster.stop();
    }

    @Test
    void theHigherEpochAndTheLongerRestCountForBothHalves() {
        left.joining("p");
        right.joining("p");
        awaitMembers(1, left, right);
        left.refused("p", "m", Duration.ofMinutes(10));
        for (int i = 0; i < 2; i++) right.refused("p", "m", Duration.ofMinutes(2));
        right.refused("p", "right only", Duration.ofMinutes(2));
        await().untilAsserted(() -> {
            assertThat(left.grid().compare().rests()).hasSize(1);
            assertThat(right.grid().compare().rests()).hasSize(3);
        });
        assertThat(left.served("p", "m")).isEqualTo(2);
        assertThat(right.served("p", "m")).isEqualTo(3);

        TestNode.findEachOther(addresses, left, right);
        awaitMembers(2, left, right);

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            for (TestNode node : List.of(left, right)) {
                assertThat(node.served("p", "m")).isEqualTo(3);
                assertThat(node.served("p", "right only")).isEqualTo(2);
            }
        });
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            for (TestNode node : List.of(left, right)) {
                assertThat(node.grid().compare().wheels().values())
                        .extracting(Rotation::epoch)
                        .containsExactlyInAnyOrder(2L, 1L);
                assertThat(minutesLeft(node)).isEqualTo(10);
            }
        });
    }

    @Test
    void theLaterFiguresAndTheLinkThatBrokeCountForBothAndEachSaysAgainWhatItTook() {
        left.joining("p");
        right.joining("p");
        awaitMembers(1, left, right);
        for (TestNode node : List.of(left, right)) {
            for (int key = 1; key < 3; key++) node.answeredFor("p", key, new Account("", "proj_made_up"));
            node.told("p", 3, 80);
        }
        awaitTheNextAsking();
        right.told("p", 3, 30);
        right.told("p", 1, 10);
        right.told("p", 2, 90);
        await().untilAsserted(() -> {
            assertThat(takenOfTheThird(left)).containsExactly(1.0);
            assertThat(takenOfTheThird(right)).containsExactly(2.0);
            assertThat(right.grid().compare().links().values()).noneMatch(Link::holds);
        });

        TestNode.findEachOther(addresses, left, right);
        awaitMembers(2, left, right);

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            for (TestNode node : List.of(left, right)) {
                Picture there = node.grid().compare();
                assertThat(node.pool("p").links()).hasSize(1).noneMatch(Link::holds);
                assertThat(there.budgets())
                        .hasEntrySatisfying(
                                limit(node), b -> assertThat(b.remaining()).isEqualTo(30));
                assertThat(takenOfTheThird(node)).containsExactlyInAnyOrder(1.0, 2.0);
            }
        });
    }

    private static List<Double> takenOfTheThird(TestNode node) {
        return node.grid().compare().spent().entrySet().stream()
                .filter(entry -> entry.getKey().scope().equals(limit(node).scope()))
                .map(entry -> entry.getValue().total())
                .toList();
    }

    private static BudgetKey limit(TestNode node) {
        Scope scope = Scope.of(Reach.GROUP_MODEL, node.pool("p").keys().get(2), "m");
        return new BudgetKey("p", scope, Dimension.REQUESTS_PER_MINUTE);
    }

    /** Of the first key with model m, as the map says. */
    private static long minutesLeft(TestNode node) {
        Picture there = node.grid().compare();
        Scope scope = Scope.of(Reach.GROUP_MODEL, node.pool("p").keys().get(0), "m");
        Rest rest = requireNonNull(there.rests().get(new RestKey("p", scope, Dimension.TOKENS_PER_MINUTE)));
        return Math.round((rest.until() - there.time().now()) / 60_000.0);
    }
}
