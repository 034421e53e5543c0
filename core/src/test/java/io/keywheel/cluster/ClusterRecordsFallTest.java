package io.keywheel.cluster;

import static io.keywheel.records.Given.audited;
import static io.keywheel.records.Given.content;
import static io.keywheel.records.Given.key;
import static io.keywheel.records.Given.mark;
import static io.keywheel.records.RecordsContract.made;
import static io.keywheel.records.RecordsContract.make;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.records.Acknowledgement;
import io.keywheel.records.AuditedChange;
import io.keywheel.records.Conflict;
import io.keywheel.records.Given;
import io.keywheel.records.RecordChange;
import io.keywheel.records.RecordsContract;
import io.keywheel.records.StoredRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members die, run apart, come back. */
class ClusterRecordsFallTest {
    private final List<RecordsMember> members = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void allStop() {
        members.forEach(RecordsMember::kill);
    }

    private void cluster(List<String> addresses) {
        members.addAll(RecordsMember.cluster(addresses, folder));
    }

    private ClusterRecords records(int member) {
        return members.get(member).records;
    }

    @Test
    void threeMembersThatAreKilledAtOnceLoseNothingAndBringNothingBack() {
        List<String> addresses = TestNode.freeAddresses(3);
        cluster(addresses);
        StoredRecord kept = made(records(0), key(1));
        StoredRecord removed = made(records(1), key(2));
        make(records(2), RecordChange.remove(removed, mark()));
        members.forEach(RecordsMember::kill);
        members.clear();

        // In another order: the first knows nothing that the others do not.
        cluster(List.of(addresses.get(2), addresses.get(1), addresses.get(0)));

        RecordsMember.awaitEqual(members);
        for (RecordsMember member : members) {
            assertThat(member.records.get(key(1))).contains(kept);
            assertThat(member.records.get(key(2))).get().matches(r -> !r.isLive());
            assertThat(member.conflicts).isEmpty();
        }
        assertThat(make(records(0), RecordChange.update(kept, mark(), content("other"))))
                .isInstanceOf(Acknowledgement.Applied.class);
    }

    @Test
    void whoeverDiesInTheMiddleOfChangesWhatIsAcknowledgedStands() {
        cluster(TestNode.freeAddresses(3));
        List<AuditedChange> changes = Given.creations(0, 200);
        List<CompletionStage<Acknowledgement>> answers = new ArrayList<>();
        for (AuditedChange change : changes) {
            answers.add(records(1).change(change));
            // The owner of a third of the entries, and the oldest.
            if (answers.size() == 100) members.get(0).kill();
        }
        assertThat(answers).allMatch(answer -> RecordsContract.of(answer) instanceof Acknowledgement.Applied);
        List<RecordsMember> left = members.subList(1, 3);
        RecordsMember.awaitMembers(left);
        RecordsMember.awaitEqual(left);
        for (AuditedChange change : changes) {
            assertThat(records(2).get(change.change().id()))
                    .isEqualTo(records(1).get(change.change().id()));
            assertThat(records(2).get(change.change().id()))
                    .get()
                    .matches(r -> r.version().changeId().equals(change.change().changeId()));
        }
        assertThat(left).extracting(m -> m.conflicts).allMatch(List::isEmpty);
    }

    @Test
    void halvesThatRanApartEndEqualAndSayWhatWasLost() {
        List<String> addresses = TestNode.freeAddresses(2);
        members.add(RecordsMember.started(addresses.get(0), addresses.subList(0, 1), folder)
                .joining());
        members.add(RecordsMember.started(addresses.get(1), addresses.subList(1, 2), folder)
                .joining());
        RecordsMember left = members.get(0);
        RecordsMember right = members.get(1);
        RecordsMember.awaitMembers(List.of(left));
        RecordsMember.awaitMembers(List.of(right));
        StoredRecord gone = made(left.records, key(1));
        StoredRecord changed = made(left.records, key(2));
        RecordsContract.of(right.take(List.of(gone, changed)));
        make(left.records, RecordChange.remove(gone, mark("left")));
        make(right.records, RecordChange.update(gone, mark("right"), content("kept in vain")));
        StoredRecord of2 = applied(make(left.records, RecordChange.update(changed, mark("a-left"), content("left"))));
        StoredRecord lost = applied(make(right.records, RecordChange.update(changed, mark("right"), content("right"))));
        made(right.records, key(3));

        TestNode.findEachOther(addresses, left.grid(), right.grid());
        RecordsMember.awaitMembers(members);
        RecordsMember.awaitEqual(members);

        for (RecordsMember member : members) {
            assertThat(member.records.get(key(1))).get().matches(r -> !r.isLive());
            assertThat(member.records.get(key(2))).contains(of2);
            assertThat(member.records.get(key(3))).isPresent();
        }
        assertThat(members)
                .flatExtracting(m -> m.conflicts)
                .extracting(Conflict::loser)
                .contains(lost);
    }

    private static StoredRecord applied(Acknowledgement answer) {
        return ((Acknowledgement.Applied) answer).record();
    }

    @Test
    void aMemberThatIsCutOffGoesOnAloneSaysWhoCannotKnowAndIsPutRightWhenItIsBack() {
        List<String> addresses = TestNode.freeAddresses(2);
        cluster(addresses);
        StoredRecord first = made(records(0), key(1));
        members.get(1).grid().terminate();

        Acknowledgement.Applied cutOff = (Acknowledgement.Applied) make(records(1), RecordChange.remove(first, mark()));
        Acknowledgement.Applied meanwhile = (Acknowledgement.Applied) make(records(0), Given.create(key(2)));
        assertThat(cutOff.durable()).isTrue();
        assertThat(cutOff.unconfirmed()).containsExactly(addresses.get(0));
        assertThat(meanwhile.unconfirmed()).containsExactly(addresses.get(1));

        RecordsMember.awaitMembers(members);
        RecordsMember.awaitEqual(members);
        for (RecordsMember member : members) {
            assertThat(member.records.get(key(1))).contains(cutOff.record());
            assertThat(member.records.get(key(2))).contains(meanwhile.record());
        }
        assertThat(RecordsContract.of(records(0).change(audited(Given.create(key(1))))))
                .isInstanceOf(Acknowledgement.Refused.class);
    }

    @Test
    void aMemberThatWasAwayForMonthsTakesOverWhatTheOthersHave() {
        List<String> addresses = TestNode.freeAddresses(2);
        InstantSource later = () -> RecordsMember.CLOCK.instant().plus(Duration.ofDays(91));
        RecordsMember away = RecordsMember.started(addresses.get(0), addresses, folder);
        made(away.records, key(1));
        away.kill();
        RecordsMember other = RecordsMember.startedAt(later, addresses.get(1), addresses, folder);
        made(other.records, key(2));
        other.kill();

        members.add(RecordsMember.startedAt(later, addresses.get(1), addresses, folder)
                .joining());
        RecordsMember.awaitMembers(members);
        members.add(RecordsMember.startedAt(later, addresses.get(0), addresses, folder)
                .joining());
        assertThat(records(1).get(key(1))).isEmpty();
        RecordsMember.awaitMembers(members);
        RecordsMember.awaitEqual(members);

        for (RecordsMember member : members) {
            assertThat(member.records.get(key(1))).isEmpty();
            assertThat(member.records.get(key(2))).isPresent();
        }
        made(records(1), key(3));
    }
}
