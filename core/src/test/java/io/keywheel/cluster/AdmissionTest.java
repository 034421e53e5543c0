package io.keywheel.cluster;

import static io.keywheel.cluster.TestNode.awaitMembers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AdmissionTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Admission.class);

    private final List<String> addresses = TestNode.freeAddresses(2);
    private final TestNode member = TestNode.withMasterKey(1, addresses.get(0), addresses);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void theLogIsRead() {
        log.start();
        LOG.addAppender(log);
        LOG.setLevel(Level.INFO);
        LOG.setAdditive(false);
    }

    @AfterEach
    void allStop() {
        member.cluster.stop();
        LOG.detachAppender(log);
        LOG.setLevel(null);
        LOG.setAdditive(true);
    }

    @Test
    void aJoinerWithAnotherMasterKeyIsTurnedAwayAndBothSidesSayWhy() {
        member.joining("p");
        awaitMembers(1, member);
        member.refused("p", "m", Duration.ofMinutes(1));

        TestNode stranger =
                TestNode.withMasterKey(2, addresses.get(1), addresses).joining("p");

        await().atMost(Duration.ofSeconds(10)).until(() -> !stranger.fatal.isEmpty());
        stranger.cluster.stop();
        assertThat(stranger.fatal)
                .containsExactly("This node shares no master key with member " + addresses.get(0)
                        + " and was turned away: give all members the same KEYWHEEL_MASTER_KEY");
        assertThat(stranger.cluster.grid()).isEmpty();
        assertThat(stranger.served("p", "m")).isEqualTo(1);
        assertThat(member.fatal).isEmpty();
        awaitMembers(1, member);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .contains("Member " + addresses.get(1) + " shares no master key with this one and is turned away");
    }

    @Test
    void whoHoldsTheOldAndTheNewMasterKeyIsAMemberOfEitherAndAfterTheChangeTheOldOneOpensNoDoor() {
        byte[] old = TestNode.masterKey(1);
        byte[] fresh = TestNode.masterKey(2);
        member.joining("p");
        awaitMembers(1, member);
        TestNode between = TestNode.withMasterKeys(List.of(fresh, old), addresses.get(1), addresses)
                .joining("p");
        awaitMembers(2, member, between);
        between.cluster.stop();
        awaitMembers(1, member);

        // As after a reload with both, resealing, and a reload with the new one alone.
        member.cluster.masterKeys(List.of(fresh, old));
        member.cluster.masterKeys(List.of(fresh));
        TestNode rolled = TestNode.withMasterKeys(List.of(fresh), addresses.get(1), addresses)
                .joining("p");
        awaitMembers(2, member, rolled);
        assertThat(rolled.fatal).isEmpty();
        rolled.cluster.stop();
        awaitMembers(1, member);
        TestNode late = TestNode.withMasterKey(1, addresses.get(1), addresses).joining("p");
        await().atMost(Duration.ofSeconds(10)).until(() -> !late.fatal.isEmpty());
        late.cluster.stop();
        assertThat(member.fatal).isEmpty();
    }
}
