package io.keywheel.cluster;

import static io.keywheel.cluster.TestNode.awaitMembers;
import static io.keywheel.cluster.TestNode.awaitTheNextAsking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A member restarts or is cut off, and what it took is counted once all the same. */
class LimitsFallTest {
    private final List<String> addresses = TestNode.freeAddresses(2);
    private final TestNode one = TestNode.at(addresses.get(0), addresses);
    private final List<TestNode> others = new ArrayList<>();

    /** The first has 30 left: it was told of 40, and the other took 10 since. */
    @BeforeEach
    void twoNodesTakeOfOneLimit() {
        one.joining("p");
        awaitMembers(1, one);
        TestNode other = another();
        other.told("p", 1, 60);
        awaitTheNextAsking();
        one.told("p", 1, 40);
        awaitTheNextAsking();
        other.takes("p", 1, 10);
        one.awaitHeard("p", 12);
    }

    @AfterEach
    void allStop() {
        one.cluster.stop();
        for (TestNode other : others) other.cluster.stop();
    }

    private TestNode another() {
        TestNode other =
                TestNode.at(addresses.get(1), addresses, Duration.ofHours(1)).joining("p");
        others.add(other);
        awaitMembers(2, one, other);
        return other;
    }

    @Test
    void aMemberThatRestartsGivesNothingBackAndTakesOnFromNothing() {
        others.get(0).kill();
        TestNode again = another();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> again.grid().compare().budgets().values().stream().anyMatch(b -> b.remaining() == 40));
        again.takes("p", 1, 5);
        one.awaitHeard("p", 1 + 5);
        assertThat(one.drain("p", 1)).isEqualTo(25);
    }

    @Test
    void whatAMemberTookWhileItWasCutOffIsCountedOnceItIsBack() {
        TestNode cutOff = others.get(0);
        cutOff.grid().terminate();
        cutOff.takes("p", 1, 8);
        awaitMembers(2, one, cutOff);
        one.awaitHeard("p", 12 + 8);
        one.grid().compare();
        assertThat(one.drain("p", 1)).isEqualTo(22);
    }
}
