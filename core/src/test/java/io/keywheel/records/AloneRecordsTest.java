package io.keywheel.records;

import static io.keywheel.records.Given.KEY;
import static io.keywheel.records.Given.audited;
import static io.keywheel.records.Given.content;
import static io.keywheel.records.Given.key;
import static io.keywheel.records.Given.mark;
import static io.keywheel.records.RecordsContract.made;
import static io.keywheel.records.RecordsContract.make;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AloneRecordsTest implements RecordsContract {
    private final ShakyStore store = new ShakyStore();
    private final List<AuditEntry> logged = new ArrayList<>();
    private final AloneRecords records = started();

    private AloneRecords started() {
        AloneRecords made = new AloneRecords(store, () -> Instant.ofEpochMilli(5_000), Given.words(logged));
        RecordsContract.of(made.start());
        return made;
    }

    @Override
    public Records records() {
        return records;
    }

    @Test
    void nothingIsUsedBeforeItIsOnTheDisk() {
        store.hold();
        var adding = records.change(audited(Given.create(KEY)));
        assertThat(adding.toCompletableFuture()).isNotDone();
        assertThat(records.get(KEY)).isEmpty();
        store.goOn();
        assertThat(RecordsContract.of(adding)).isInstanceOf(Acknowledgement.Applied.class);
        assertThat(records.get(KEY)).isPresent();
    }

    @Test
    void whatIsTakenAwayIsOutBeforeItIsOnTheDisk() {
        StoredRecord made = made(records, KEY);
        store.hold();
        var disabling = records.change(audited(RecordChange.disable(made, mark(), content("off"))));
        assertThat(records.get(KEY)).get().matches(r -> r.version().disabled());
        assertThat(disabling.toCompletableFuture()).isNotDone();
    }

    @Test
    void changesThatWaitForTheDiskBuildOnEachOther() {
        store.hold();
        var adding = records.change(audited(Given.create(KEY)));
        var again = records.change(audited(Given.create(KEY)));
        var removing = records.change(audited(RecordChange.remove(KEY, mark())));
        store.goOn();
        assertThat(RecordsContract.of(adding)).isInstanceOf(Acknowledgement.Applied.class);
        assertThat(RecordsContract.of(again)).isInstanceOf(Acknowledgement.Refused.class);
        assertThat(RecordsContract.of(removing)).isInstanceOf(Acknowledgement.Applied.class);
        assertThat(records.all(Kind.KEY)).isEmpty();
    }

    @Test
    void aStoreThatIsKnownToBeIllRefusesWhatAddsAndTouchesNothing() {
        StoredRecord made = made(records, KEY);
        store.fallIll();
        assertThat(make(records, Given.create(key(1)))).isEqualTo(new Acknowledgement.Unavailable());
        assertThat(make(records, RecordChange.update(made, mark(), content("other"))))
                .isEqualTo(new Acknowledgement.Unavailable());
        assertThat(records.all(Kind.KEY)).containsExactly(made);
        store.getWell();
        assertThat(records.all(Kind.KEY)).containsExactly(made);
    }

    @Test
    void withoutAStoreDisablingAndRemovingActAtOnceAndAreWrittenWithTheirAuditWhenItIsBack() {
        StoredRecord first = made(records, key(1));
        made(records, key(2));
        store.fallIll();
        Acknowledgement off = make(records, RecordChange.disable(first, mark(), content("off")));
        Acknowledgement gone = make(records, RecordChange.remove(key(2), mark()));
        assertThat(List.of(off, gone))
                .allMatch(a -> a instanceof Acknowledgement.Applied applied && !applied.durable());
        assertThat(logged).extracting(AuditEntry::what).containsExactly("DISABLE", "REMOVE");
        assertThat(store.audit).hasSize(2);
        store.getWell();
        assertThat(store.records.get(key(1))).matches(r -> r.version().disabled());
        assertThat(store.records.get(key(2))).matches(r -> !r.isLive());
        assertThat(store.audit).extracting(line -> line.entry().what()).endsWith("DISABLE", "REMOVE");
    }

    @Test
    void aWriteThatFailsLaterIsAppliedAndSaysThatItIsNotSafe() {
        store.hold();
        AuditedChange change = audited(Given.create(KEY));
        var adding = records.change(change);
        store.fallIll();
        store.goOn();
        StoredRecord standing = records.get(KEY).orElseThrow();
        assertThat(RecordsContract.of(adding)).isEqualTo(new Acknowledgement.Applied(standing, false, List.of()));
        store.getWell();
        assertThat(store.records).containsEntry(KEY, standing);
        assertThat(RecordsContract.of(records.change(change)))
                .isEqualTo(new Acknowledgement.Applied(standing, true, List.of()));
        assertThat(store.audit).hasSize(1);
    }

    @Test
    void whatEveryChangeDidStandsInTheAuditAndWhatWasRefusedDoesNot() {
        make(records, Given.create(KEY));
        make(records, Given.create(KEY));
        make(records, RecordChange.remove(KEY, mark()));
        assertThat(store.audit).extracting(line -> line.entry().what()).containsExactly("CREATE", "REMOVE");
        assertThat(store.audit.get(1).follows(store.audit.get(0))).isTrue();
    }

    @Test
    void aStoreThatIsThereOnlyLaterIsReadThen() {
        made(records, KEY);
        store.fallIll();
        AloneRecords late = started();
        assertThat(late.all(Kind.KEY)).isEmpty();
        // The record is not missing: nobody has looked yet.
        assertThat(make(late, RecordChange.remove(KEY, mark()))).isEqualTo(new Acknowledgement.Unavailable());
        store.getWell();
        assertThat(late.all(Kind.KEY)).hasSize(1);
    }

    @Test
    void anotherWriterOfTheSameStoreIsNotOverwritten() {
        StoredRecord made = made(records, KEY);
        StoredRecord theirs = Given.applied(RecordChange.remove(made, mark("other")), made);
        store.records.put(KEY, theirs);
        Acknowledgement late = make(records, RecordChange.update(made, mark(), content("mine")));
        assertThat(late).isEqualTo(new Acknowledgement.Refused(new Decision.Stale(theirs)));
        assertThat(records.get(KEY)).contains(theirs);
    }

    @Test
    void tombstonesAreForgottenAfter90Days() {
        made(records, KEY);
        make(records, RecordChange.remove(KEY, mark()));
        long now = 1_001 + Duration.ofDays(90).toMillis();
        AloneRecords later = new AloneRecords(store, () -> Instant.ofEpochMilli(now), Given.words(logged));
        RecordsContract.of(later.start());
        assertThat(later.get(KEY)).isEmpty();
        assertThat(store.records).isEmpty();
    }

    @Test
    void whatWasDecidedElsewhereStandsOnceItIsWrittenAndWhatIsTakenAwayAtOnce() {
        StoredRecord removed = Given.applied(RecordChange.remove(made(records, key(1)), mark("other")), given(key(1)));
        StoredRecord added = Given.made(key(2));
        store.hold();
        var taking = records.take(RecordStore.Writing.of(List.of(removed, added)));
        assertThat(records.get(key(1))).contains(removed);
        assertThat(records.get(key(2))).isEmpty();
        store.goOn();
        assertThat(RecordsContract.of(taking)).isTrue();
        assertThat(records.get(key(2))).contains(added);
        assertThat(store.records).containsEntry(key(2), added);
    }

    private StoredRecord given(RecordId id) {
        return records.get(id).orElseThrow();
    }

    @Test
    void whatWasDecidedElsewhereStandsWithoutAStoreAndIsWrittenWhenItIsBack() {
        StoredRecord added = Given.made(key(2));
        store.fallIll();
        assertThat(RecordsContract.of(records.take(RecordStore.Writing.of(List.of(added)))))
                .isFalse();
        assertThat(records.get(key(2))).contains(added);
        store.getWell();
        assertThat(store.records).containsEntry(key(2), added);
    }

    @Test
    void aStoreThatWasAwayForMonthsIsReadOnlyByWhoBelievesIt() {
        made(records, KEY);
        store.lastSeen = 1;
        AloneRecords doubting = afterMonths();
        RecordsContract.of(doubting.startDoubting());
        assertThat(doubting.isInDoubt()).isTrue();
        assertThat(doubting.get(KEY)).isEmpty();
        assertThat(make(doubting, Given.create(key(1)))).isEqualTo(new Acknowledgement.Unavailable());
        doubting.believe();
        assertThat(doubting.isInDoubt()).isFalse();
        assertThat(doubting.isFresh()).isFalse();
        assertThat(doubting.get(KEY)).isPresent();
    }

    @Test
    void whatOthersHaveIsTakenOverInPlaceOfAStoreThatWasAwayForMonths() {
        made(records, KEY);
        store.lastSeen = 1;
        AloneRecords doubting = afterMonths();
        RecordsContract.of(doubting.startDoubting());
        StoredRecord theirs = Given.made(key(1));
        RecordsContract.of(doubting.adopt(List.of(theirs)));
        assertThat(doubting.isFresh()).isTrue();
        assertThat(doubting.all(Kind.KEY)).containsExactly(theirs);
        assertThat(store.records).containsOnlyKeys(key(1));
    }

    private AloneRecords afterMonths() {
        Instant now = Instant.ofEpochMilli(5_000).plus(Duration.ofDays(91));
        return new AloneRecords(store, () -> now, Given.words(logged));
    }
}
