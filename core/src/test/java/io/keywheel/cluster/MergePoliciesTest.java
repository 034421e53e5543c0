package io.keywheel.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.spi.merge.MergingValue;
import io.keywheel.pool.BudgetState;
import io.keywheel.pool.Dimension;
import io.keywheel.pool.Link;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Rest;
import io.keywheel.pool.Rotation;
import org.junit.jupiter.api.Test;

class MergePoliciesTest {
    private static MergingValue<Rest> rest(long until, long revision) {
        return new Value<>(new Rest(Dimension.UNSTATED, 0, until, Outcome.RATE_LIMITED, 1, revision));
    }

    private static MergingValue<Rotation> wheel(String key, long epoch) {
        return new Value<>(new Rotation(key, epoch));
    }

    private static MergingValue<BudgetState> figures(long sentAt) {
        return new Value<>(new BudgetState(100, sentAt, true, false, 0, 500, 600, 60_000, sentAt, sentAt));
    }

    private static MergingValue<Spent> spent(long at) {
        return new Value<>(new Spent(1, at, at, at, at));
    }

    private static MergingValue<Link> link(long changes) {
        return new Value<>(new Link("a", "b", "org_made_up", 0, true, changes));
    }

    @Test
    void theHigherRevisionCountsWhicheverHalfItCameFrom() {
        HigherRevision policy = new HigherRevision();
        assertThat(policy.merge(rest(50, 2), rest(90, 1))).isEqualTo(rest(50, 2).getRawValue());
        assertThat(policy.merge(rest(90, 1), rest(50, 2))).isEqualTo(rest(50, 2).getRawValue());
    }

    @Test
    void ofEqualRevisionsTheLaterDeadlineCounts() {
        HigherRevision policy = new HigherRevision();
        assertThat(policy.merge(rest(50, 1), rest(90, 1))).isEqualTo(rest(90, 1).getRawValue());
        assertThat(policy.merge(rest(90, 1), rest(50, 1))).isEqualTo(rest(90, 1).getRawValue());
    }

    @Test
    void theHigherEpochCountsAndOfEqualOnesTheOneThatIsThere() {
        HigherEpoch policy = new HigherEpoch();
        assertThat(policy.merge(wheel("a", 2), wheel("b", 1))).isEqualTo(new Rotation("a", 2));
        assertThat(policy.merge(wheel("a", 1), wheel("b", 2))).isEqualTo(new Rotation("b", 2));
        assertThat(policy.merge(wheel("a", 1), wheel("b", 1))).isEqualTo(new Rotation("b", 1));
    }

    @Test
    void theFiguresCountOfTheAttemptThatWasSentLater() {
        LaterSent policy = new LaterSent();
        assertThat(policy.merge(figures(20), figures(10))).isEqualTo(figures(20).getRawValue());
        assertThat(policy.merge(figures(10), figures(20))).isEqualTo(figures(20).getRawValue());
    }

    @Test
    void aMembersLaterWordsCount() {
        LaterSaid policy = new LaterSaid();
        assertThat(policy.merge(spent(20), spent(10))).isEqualTo(spent(20).getRawValue());
        assertThat(policy.merge(spent(10), spent(20))).isEqualTo(spent(20).getRawValue());
    }

    @Test
    void theLinkCountsToWhichMoreHasHappened() {
        MoreChanges policy = new MoreChanges();
        assertThat(policy.merge(link(2), link(1))).isEqualTo(link(2).getRawValue());
        assertThat(policy.merge(link(1), link(2))).isEqualTo(link(2).getRawValue());
    }

    @Test
    void whatOnlyOneHalfKnewIsKept() {
        assertThat(new HigherRevision().merge(rest(50, 1), null))
                .isEqualTo(rest(50, 1).getRawValue());
        assertThat(new HigherEpoch().merge(wheel("a", 1), null)).isEqualTo(new Rotation("a", 1));
    }

    private record Value<V>(V value) implements MergingValue<V> {
        @Override
        public Object getRawValue() {
            return value;
        }

        @Override
        public V getDeserializedValue() {
            return value;
        }
    }
}
