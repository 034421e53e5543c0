package io.keywheel.cluster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.map.ExtendedMapEntry;
import io.keywheel.pool.BudgetState;
import io.keywheel.pool.Dimension;
import io.keywheel.pool.Link;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import io.keywheel.pool.Rest;
import io.keywheel.pool.Rotation;
import io.keywheel.pool.Scope;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a proposal does to an entry, without a cluster. */
class ProposalsTest {
    private static final long NEVER = Long.MAX_VALUE;
    private static final RestKey REST_KEY = new RestKey("p", new Scope(Reach.KEY, "k", ""), Dimension.UNSTATED);

    private final Entry<RestKey, Rest> rest = new Entry<>(REST_KEY);
    private final Entry<WheelKey, Rotation> wheel = new Entry<>(new WheelKey("p", "m"));

    private final Entry<BudgetKey, BudgetState> budget =
            new Entry<>(new BudgetKey("p", new Scope(Reach.GROUP_MODEL, "g", "m"), Dimension.REQUESTS_PER_MINUTE));
    private final Entry<LinkKey, Link> link = new Entry<>(new LinkKey("p", "a", "b"));

    private static BudgetState sent(long sentAt) {
        return new BudgetState(100, 9, true, true, 60_000, NEVER, NEVER, NEVER, sentAt, sentAt + 20);
    }

    private static BudgetState bucket(double fillMillis) {
        return new BudgetState(100, 9, true, true, fillMillis, NEVER, NEVER, NEVER, 1_000, 1_000);
    }

    private static BudgetState window(long end, long period) {
        return new BudgetState(100, 9, true, false, 0, end, end, period, 1_000, 1_000);
    }

    private static Rest until(long until, long revision) {
        return new Rest(Dimension.UNSTATED, 0, until, Outcome.RATE_LIMITED, 1, revision);
    }

    @Test
    void aLongerRestReplacesTheStandingOneAndRaisesTheRevision() {
        rest.value = until(5_000, 7);
        assertThat(new RestProposal(until(9_000, 3), 1_000).process(rest)).isEqualTo(until(9_000, 8));
        assertThat(rest.value).isEqualTo(until(9_000, 8));
    }

    @Test
    void aShorterOrEqualRestChangesNothingAndHearsWhatStands() {
        rest.value = until(5_000, 7);
        assertThat(new RestProposal(until(5_000, 0), 1_000).process(rest)).isEqualTo(until(5_000, 7));
        assertThat(new RestProposal(until(4_000, 0), 1_000).process(rest)).isEqualTo(until(5_000, 7));
        assertThat(rest.writes).isZero();
    }

    @Test
    void aRestThatEndedOnItsWayIsNotWritten() {
        assertThat(new RestProposal(until(4_000, 0), 4_000).process(rest)).isNull();
        assertThat(rest.writes).isZero();
    }

    @Test
    void anEntryMadeAnewOutranksWhatAMemberMayRememberOfTheOneThatExpired() {
        long now = TimeUnit.DAYS.toMillis(20_000);
        Rest before = requireNonNull(new RestProposal(until(now + 1_000, 0), now).process(rest));
        Entry<RestKey, Rest> anew = new Entry<>(REST_KEY);
        long later = now + TimeUnit.HOURS.toMillis(1);
        Rest after = requireNonNull(new RestProposal(until(later + 1_000, 0), later).process(anew));
        assertThat(after.revision()).isGreaterThan(before.revision());
    }

    @Test
    void anEndedRestIsKeptTenMinutesAndOneUntilClearedForEver() {
        new RestProposal(until(61_000, 0), 1_000).process(rest);
        assertThat(rest.timeToLive).isEqualTo(TimeUnit.MINUTES.toMillis(11));
        new RestProposal(until(Rest.UNTIL_CLEARED, 0), 1_000).process(rest);
        assertThat(rest.timeToLive).isZero();
    }

    @Test
    void theSameProposalTwiceIsOneChange() {
        RestProposal proposal = new RestProposal(until(9_000, 0), 1_000);
        assertThat(proposal.process(rest)).isEqualTo(proposal.process(rest));
        assertThat(rest.writes).isEqualTo(1);
    }

    private static Rest quarantine(long since, long revision) {
        return new Rest(Dimension.UNSTATED, since, Rest.UNTIL_CLEARED, Outcome.KEY_INVALID, 0, revision);
    }

    private static Rest recovery(long at, long revision) {
        return new Rest(Dimension.UNSTATED, 0, at, Outcome.SUCCEEDED, 0, revision);
    }

    @Test
    void aRecoveryEndsTheStandingQuarantineWithARevisionThatIsAtLeastTheTime() {
        rest.value = quarantine(1_000, 7);
        assertThat(new RecoveryProposal(recovery(5_000, 7), 5_000).process(rest))
                .isEqualTo(recovery(5_000, 5_000));
        assertThat(rest.timeToLive).isEqualTo(TimeUnit.DAYS.toMillis(1));
        rest.value = quarantine(1_000, 9_000);
        assertThat(new RecoveryProposal(recovery(5_000, 7), 5_000).process(rest))
                .isEqualTo(recovery(5_000, 9_001));
    }

    @Test
    void aRecoveryIsWrittenWhereNothingStandsForThoseWhoComeBack() {
        assertThat(new RecoveryProposal(recovery(5_000, 7), 6_000).process(rest))
                .isEqualTo(recovery(5_000, 6_000));
    }

    @Test
    void aRecoveryEndsNoQuarantineThatBeganAfterItAndNoOtherRest() {
        rest.value = quarantine(5_001, 7);
        assertThat(new RecoveryProposal(recovery(5_000, 7), 6_000).process(rest))
                .isEqualTo(quarantine(5_001, 7));
        rest.value = until(90_000, 7);
        assertThat(new RecoveryProposal(recovery(5_000, 7), 6_000).process(rest))
                .isEqualTo(until(90_000, 7));
        assertThat(rest.writes).isZero();
    }

    @Test
    void theSameRecoveryTwiceIsOneChange() {
        rest.value = quarantine(1_000, 7);
        RecoveryProposal proposal = new RecoveryProposal(recovery(5_000, 7), 5_000);
        assertThat(proposal.process(rest)).isEqualTo(proposal.process(rest));
        assertThat(rest.writes).isEqualTo(1);
    }

    @Test
    void anEndedQuarantineThatSomebodyTellsAgainDoesNotComeBackAndANewOneDoes() {
        rest.value = recovery(5_000, 5_000);
        assertThat(new RestProposal(quarantine(1_000, 7), 6_000).process(rest)).isEqualTo(recovery(5_000, 5_000));
        assertThat(new RestProposal(quarantine(5_900, 0), 6_000).process(rest)).isEqualTo(quarantine(5_900, 5_001));
    }

    @Test
    void aTurnIsTakenByOneUntilItEnds() {
        Entry<TurnKey, Long> turn = new Entry<>(new TurnKey("p", "k"));
        assertThat(new TurnProposal(31_000, 1_000).process(turn)).isTrue();
        assertThat(new TurnProposal(60_999, 30_999).process(turn)).isFalse();
        assertThat(new TurnProposal(61_000, 31_000).process(turn)).isTrue();
        assertThat(turn.timeToLive).isEqualTo(31_000);
    }

    @Test
    void onlyAHigherEpochTurnsTheClustersWheel() {
        assertThat(new RotationProposal(new Rotation("k2", 1)).process(wheel)).isEqualTo(new Rotation("k2", 1));
        assertThat(new RotationProposal(new Rotation("k3", 1)).process(wheel)).isEqualTo(new Rotation("k2", 1));
        assertThat(new RotationProposal(new Rotation("k3", 0)).process(wheel)).isEqualTo(new Rotation("k2", 1));
        assertThat(wheel.writes).isEqualTo(1);
        assertThat(new RotationProposal(new Rotation("k3", 2)).process(wheel)).isEqualTo(new Rotation("k3", 2));
    }

    @Test
    void onlyFiguresOfAnAttemptThatWasSentLaterReplaceTheStandingOnes() {
        budget.value = sent(5_000);
        assertThat(new BudgetProposal(sent(5_000), 6_000).process(budget)).isEqualTo(sent(5_000));
        assertThat(new BudgetProposal(sent(4_000), 6_000).process(budget)).isEqualTo(sent(5_000));
        assertThat(budget.writes).isZero();
        assertThat(new BudgetProposal(sent(5_001), 6_000).process(budget)).isEqualTo(sent(5_001));
        assertThat(budget.value).isEqualTo(sent(5_001));
    }

    @Test
    void figuresThatAClockSetBackMakesAppearToComeLaterDoNotLast() {
        budget.value = sent(9_000_000);
        assertThat(new BudgetProposal(sent(5_000), 6_000).process(budget)).isEqualTo(sent(5_000));
    }

    @Test
    void figuresAreKeptTenMinutesOrUntilTheLimitIsWholeButNotForMoreThanADay() {
        assertThat(BudgetProposal.timeToLive(bucket(60_000))).isEqualTo(TimeUnit.MINUTES.toMillis(10));
        assertThat(BudgetProposal.timeToLive(bucket(3_600_000))).isEqualTo(TimeUnit.HOURS.toMillis(1));
        assertThat(BudgetProposal.timeToLive(window(7_201_000, NEVER))).isEqualTo(TimeUnit.HOURS.toMillis(2));
        assertThat(BudgetProposal.timeToLive(window(7_201_000, 86_400_000))).isEqualTo(TimeUnit.HOURS.toMillis(24));
        assertThat(BudgetProposal.timeToLive(window(NEVER, NEVER))).isEqualTo(TimeUnit.MINUTES.toMillis(10));
        assertThat(BudgetProposal.timeToLive(bucket(3e9))).isEqualTo(TimeUnit.HOURS.toMillis(25));
    }

    @Test
    void theTimeToLiveGoesWithTheFigures() {
        new BudgetProposal(bucket(3_600_000), 6_000).process(budget);
        assertThat(budget.timeToLive).isEqualTo(TimeUnit.HOURS.toMillis(1));
    }

    @Test
    void ofALinkTheHigherCountOfChangesStands() {
        Link found = new Link("a", "b", "org_made_up", 0, true, 1);
        Link broken = new Link("a", "b", "org_made_up", 1, false, 2);
        assertThat(new LinkProposal(found).process(link)).isEqualTo(found);
        assertThat(new LinkProposal(broken).process(link)).isEqualTo(broken);
        assertThat(new LinkProposal(found).process(link)).isEqualTo(broken);
        assertThat(link.writes).isEqualTo(2);
    }

    /** An entry as Hazelcast hands it to a processor. */
    private static final class Entry<K, V> implements ExtendedMapEntry<K, @Nullable V> {
        private final K key;
        private @Nullable V value;
        private long timeToLive = -1;
        private int writes;

        Entry(K key) {
            this.key = key;
        }

        @Override
        public K getKey() {
            return key;
        }

        @Override
        public @Nullable V getValue() {
            return value;
        }

        @Override
        public @Nullable V setValue(@Nullable V next) {
            V before = value;
            value = next;
            writes++;
            return before;
        }

        @Override
        public @Nullable V setValue(@Nullable V next, long ttl, TimeUnit unit) {
            timeToLive = unit.toMillis(ttl);
            return setValue(next);
        }

        @Override
        public @Nullable V setValueWithoutChangingExpiryTime(@Nullable V next) {
            return setValue(next);
        }
    }
}
