package io.keywheel.cluster;

import static io.keywheel.cluster.TestNode.awaitMembers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keywheel.records.RecordsContract;
import io.keywheel.sealing.MasterKey;
import io.keywheel.sealing.Sealer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What members ask and tell one another. */
class QuestionsTest {
    private final List<String> addresses = TestNode.freeAddresses(3);
    private final TestNode one = TestNode.at(addresses.get(0), addresses);
    private final TestNode two = TestNode.at(addresses.get(1), addresses);
    private final AtomicLong now = new AtomicLong(1_000);
    private final Claims ofOne = claims(one);
    private final Claims ofTwo = claims(two);

    private Claims claims(TestNode node) {
        Sealer sealer = new Sealer(List.of(new MasterKey(TestNode.masterKey(0))));
        return new ClusterClaims(node.cluster, () -> sealer, () -> Instant.ofEpochMilli(now.get()));
    }

    @AfterEach
    void allStop() {
        one.cluster.stop();
        two.cluster.stop();
    }

    private void meet() {
        one.joining("p");
        awaitMembers(1, one);
        two.joining("p");
        awaitMembers(2, one, two);
    }

    @Test
    void everyMemberAnswersForItselfAndWhoSaysNothingIsNamed() {
        CountDownLatch released = new CountDownLatch(1);
        one.cluster.questions().answer("greeting", asked -> asked + " of one");
        two.cluster.questions().answer("greeting", asked -> asked + " of two");
        one.cluster.questions().answer("slow", asked -> "there");
        two.cluster.questions().answer("slow", asked -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "too late";
        });
        meet();
        Answers greetings = RecordsContract.of(one.cluster.questions().ask("greeting", "{}"));
        long before = System.nanoTime();
        Answers slow = RecordsContract.of(one.cluster.questions().ask("slow", ""));
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        released.countDown();

        assertThat(greetings.byMember())
                .isEqualTo(Map.of(addresses.get(0), "{} of one", addresses.get(1), "{} of two"));
        assertThat(greetings.silent()).containsExactly(addresses.get(2));
        assertThat(slow.byMember()).isEqualTo(Map.of(addresses.get(0), "there"));
        assertThat(slow.silent()).containsExactlyInAnyOrder(addresses.get(1), addresses.get(2));
        assertThat(took).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aProcessAloneAsksItself() {
        Questions alone = Questions.alone("alone");
        alone.answer("greeting", asked -> "hello");
        assertThat(RecordsContract.of(alone.ask("greeting", "")))
                .isEqualTo(new Answers(Map.of("alone", "hello"), List.of()));
    }

    @Test
    void whatAMemberClaimsAllKnowUntilTenMinutesAfterItLeft() {
        ofOne.replace("keys of one");
        ofTwo.replace("keys of two");
        meet();
        Map<String, String> both = Map.of(addresses.get(0), "keys of one", addresses.get(1), "keys of two");
        await().untilAsserted(() -> {
            assertThat(ofOne.all()).isEqualTo(both);
            assertThat(ofTwo.all()).isEqualTo(both);
        });
        ofTwo.replace("other keys");
        await().untilAsserted(() -> assertThat(ofOne.all()).containsEntry(addresses.get(1), "other keys"));

        two.cluster.stop();
        awaitMembers(1, one);
        now.addAndGet(Duration.ofMinutes(9).toMillis());
        assertThat(ofOne.all()).hasSize(2);
        now.addAndGet(Duration.ofMinutes(2).toMillis());
        assertThat(ofOne.all()).isEqualTo(Map.of(addresses.get(0), "keys of one"));
    }
}
