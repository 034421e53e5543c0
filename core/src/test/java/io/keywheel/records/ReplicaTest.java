package io.keywheel.records;

import static io.keywheel.records.Given.KEY;
import static io.keywheel.records.Given.applied;
import static io.keywheel.records.Given.content;
import static io.keywheel.records.Given.key;
import static io.keywheel.records.Given.made;
import static io.keywheel.records.Given.mark;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReplicaTest {
    private final Replica replica = new Replica();
    private final Heard heard = new Heard();

    /** What a listener was told. */
    private static final class Heard implements RecordListener {
        final List<StoredRecord> stood = new ArrayList<>();
        final List<Conflict> lost = new ArrayList<>();
        final List<RecordId> forgotten = new ArrayList<>();

        @Override
        public void stands(StoredRecord record) {
            stood.add(record);
        }

        @Override
        public void lost(Conflict conflict) {
            lost.add(conflict);
        }

        @Override
        public void forgotten(RecordId id) {
            forgotten.add(id);
        }
    }

    @Test
    void onlyWhatIsNewerTakesThePlace() {
        StoredRecord first = made(KEY);
        StoredRecord second = applied(RecordChange.disable(first, mark(), content("off")), first);
        assertThat(replica.offer(second)).isTrue();
        assertThat(replica.offer(first)).isFalse();
        assertThat(replica.offer(second)).isFalse();
        assertThat(replica.get(KEY)).contains(second);
    }

    @Test
    void whoListensHearsWhatStandsAlreadyAndEachChangeOnce() {
        StoredRecord first = made(KEY);
        replica.offer(first);
        replica.listen(heard);
        StoredRecord removed = applied(RecordChange.remove(KEY, mark()), first);
        replica.offer(removed);
        replica.offer(removed);
        assertThat(heard.stood).containsExactly(first, removed);
        assertThat(heard.lost).isEmpty();
    }

    @Test
    void aListenerThatFailsKeepsNobodyFromHearing() {
        replica.listen(record -> {
            throw new IllegalStateException("a listener of this test");
        });
        replica.listen(heard);
        assertThat(replica.offer(made(KEY))).isTrue();
        assertThat(heard.stood).hasSize(1);
    }

    @Test
    void aRemovedRecordIsKnownButNotListed() {
        StoredRecord made = made(KEY);
        replica.offer(made);
        replica.offer(applied(RecordChange.remove(KEY, mark()), made));
        assertThat(replica.all(Kind.KEY)).isEmpty();
        assertThat(replica.get(KEY)).get().matches(r -> !r.isLive());
    }

    @Test
    void twoChangesThatDidNotKnowOfEachOtherAreAConflictWhicheverComesFirst() {
        StoredRecord base = made(KEY);
        StoredRecord here = applied(RecordChange.update(base, mark("a"), content("here")), base);
        StoredRecord there = applied(RecordChange.update(base, mark("b"), content("there")), base);
        Conflict conflict = new Conflict(there, here);
        for (List<StoredRecord> order : List.of(List.of(here, there), List.of(there, here))) {
            Replica fresh = new Replica();
            Heard told = new Heard();
            fresh.listen(told);
            order.forEach(fresh::offer);
            order.forEach(fresh::offer);
            assertThat(told.lost).containsExactly(conflict);
            assertThat(fresh.get(KEY)).contains(here);
        }
    }

    @Test
    void missingAFewChangesInBetweenIsNoConflict() {
        replica.listen(heard);
        StoredRecord record = made(KEY);
        replica.offer(record);
        for (int i = 0; i < Ancestry.MOST; i++)
            record = applied(RecordChange.update(record, mark(), content("edit")), record);
        replica.offer(record);
        assertThat(heard.lost).isEmpty();
    }

    @Test
    void differencesAreFoundFromVersionsAlone() {
        Replica other = new Replica();
        StoredRecord both = made(key(1));
        StoredRecord onlyHere = made(key(2));
        StoredRecord onlyThere = made(key(3));
        StoredRecord older = made(key(4));
        StoredRecord newer = applied(RecordChange.disable(older, mark(), content("off")), older);
        List.of(both, onlyHere, newer).forEach(replica::offer);
        List.of(both, onlyThere, older).forEach(other::offer);
        assertThat(replica.newerThan(other.versions())).containsExactlyInAnyOrder(onlyHere, newer);
        assertThat(replica.olderThan(other.versions())).containsExactly(key(3));
        assertThat(replica.digest()).isNotEqualTo(other.digest());
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void theDigestTellsWhatStandsAndNotHowItCameToStand(@ForAll long seed) {
        List<StoredRecord> records = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            StoredRecord made = made(key(i));
            records.add(made);
            records.add(applied(RecordChange.disable(made, mark(), content("off")), made));
        }
        Replica inOrder = new Replica();
        records.forEach(inOrder::offer);
        Replica shuffled = new Replica();
        Collections.shuffle(records, new Random(seed));
        records.forEach(shuffled::offer);
        assertThat(shuffled.digest()).isEqualTo(inOrder.digest());
        shuffled.offer(made(key(99)));
        assertThat(shuffled.digest()).isNotEqualTo(inOrder.digest());
    }

    @Test
    void tombstonesAreForgottenAfterTheirTimeAndLeaveNoTrace() {
        StoredRecord made = made(KEY);
        StoredRecord removed = applied(RecordChange.remove(made, mark()), made);
        replica.offer(removed);
        replica.offer(made(key(1)));
        replica.listen(heard);
        replica.forget(removed.changedAt());
        assertThat(replica.get(KEY)).isPresent();
        replica.forget(removed.changedAt() + 1);
        assertThat(replica.get(KEY)).isEmpty();
        assertThat(heard.forgotten).containsExactly(KEY);
        Replica never = new Replica();
        never.offer(replica.get(key(1)).orElseThrow());
        assertThat(replica.digest()).isEqualTo(never.digest());
    }

    @Test
    void whoWasAwayTooLongTakesOverTheStateOfOthersAndDropsWhatTheyDoNotHave() {
        StoredRecord revenant = made(key(1));
        StoredRecord kept = made(key(2));
        StoredRecord fresh = made(key(3));
        List.of(revenant, kept).forEach(replica::offer);
        replica.listen(heard);
        replica.adopt(List.of(kept, fresh));
        assertThat(replica.everything()).containsExactlyInAnyOrder(kept, fresh);
        assertThat(heard.forgotten).containsExactly(key(1));
    }

    @Test
    void theDigestsOfPartsTellWhereTwoReplicasDiffer() {
        Replica other = new Replica();
        for (int i = 0; i < 50; i++) {
            StoredRecord made = made(key(i));
            replica.offer(made);
            other.offer(made);
        }
        assertThat(replica.digests(8)).isEqualTo(other.digests(8));
        StoredRecord more = made(key(50));
        replica.offer(more);
        List<Integer> differing = IntStream.range(0, 8)
                .filter(i -> replica.digests(8)[i] != other.digests(8)[i])
                .boxed()
                .toList();
        assertThat(differing).hasSize(1);
        assertThat(replica.versions(8, Set.copyOf(differing)))
                .contains(new Stand(more.id(), more.version()))
                .hasSizeLessThan(25);
    }
}
