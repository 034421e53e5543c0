package io.keywheel.records;

import static io.keywheel.records.Given.KEY;
import static io.keywheel.records.Given.audited;
import static io.keywheel.records.Given.content;
import static io.keywheel.records.Given.key;
import static io.keywheel.records.Given.mark;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the pool may rely on, alone or together. Public so that the cluster's tests can hold it too. */
public interface RecordsContract {

    /** Fresh, started, and with a store that works. */
    Records records();

    /** How long an import of 5,000 keys may take. */
    default Duration importTime() {
        return Duration.ofSeconds(2);
    }

    static <T> T of(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    static Acknowledgement make(Records records, RecordChange change) {
        return of(records.change(audited(change)));
    }

    static StoredRecord made(Records records, RecordId id) {
        return ((Acknowledgement.Applied) make(records, Given.create(id))).record();
    }

    @Test
    default void whatIsAcknowledgedStandsAndIsDurable() {
        Records records = records();
        Acknowledgement.Applied applied = (Acknowledgement.Applied) make(records, Given.create(KEY));
        assertThat(applied.durable()).isTrue();
        assertThat(applied.unconfirmed()).isEmpty();
        assertThat(records.get(KEY)).contains(applied.record());
        assertThat(records.all(Kind.KEY)).containsExactly(applied.record());
        assertThat(records.all(Kind.SETTING)).isEmpty();
    }

    @Test
    default void whatDoesNotFitIsRefusedAndChangesNothing() {
        Records records = records();
        StoredRecord made = made(records, KEY);
        long digest = records.digest();
        assertThat(make(records, Given.create(KEY))).isEqualTo(new Acknowledgement.Refused(new Decision.Exists(made)));
        assertThat(make(records, RecordChange.remove(key(1), mark())))
                .isEqualTo(new Acknowledgement.Refused(new Decision.Missing(key(1))));
        assertThat(records.digest()).isEqualTo(digest);
    }

    @Test
    default void ofTwoChangesOfOneVersionOneIsMadeAndTheOtherIsToldWhatStands() {
        Records records = records();
        StoredRecord made = made(records, KEY);
        var one = records.change(audited(RecordChange.update(made, mark(), content("one"))));
        var other = records.change(audited(RecordChange.update(made, mark(), content("other"))));
        List<Acknowledgement> answers = List.of(of(one), of(other));
        StoredRecord standing = records.get(KEY).orElseThrow();
        assertThat(answers)
                .containsExactlyInAnyOrder(
                        new Acknowledgement.Applied(standing, true, List.of()),
                        new Acknowledgement.Refused(new Decision.Stale(standing)));
    }

    @Test
    default void aChangeThatIsSentTwiceGetsItsFirstAnswerTwice() {
        Records records = records();
        AuditedChange change = audited(Given.create(KEY));
        var first = records.change(change);
        var second = records.change(change);
        assertThat(of(second)).isEqualTo(of(first)).isInstanceOf(Acknowledgement.Applied.class);
        assertThat(of(records.change(change))).isEqualTo(of(first));
    }

    @Test
    default void aRemovedIdCanBeMadeAgain() {
        Records records = records();
        made(records, KEY);
        make(records, RecordChange.remove(KEY, mark()));
        assertThat(records.all(Kind.KEY)).isEmpty();
        StoredRecord tombstone = records.get(KEY).orElseThrow();
        make(records, RecordChange.create(KEY, tombstone, mark(), content("again")));
        assertThat(records.all(Kind.KEY))
                .singleElement()
                .matches(r -> r.version().incarnation() == 2);
    }

    @Test
    default void whatStandsWasToldBeforeItIsAcknowledged() {
        Records records = records();
        List<StoredRecord> heard = new ArrayList<>();
        records.listen(heard::add);
        StoredRecord made = made(records, KEY);
        assertThat(heard).containsExactly(made);
        make(records, RecordChange.remove(KEY, mark()));
        assertThat(heard).hasSize(2).last().matches(r -> !r.isLive());
    }

    @Test
    default void anImportOf5000KeysTakesNoLongerThanAFewChanges() {
        Records records = records();
        long before = System.nanoTime();
        List<Acknowledgement> answers = of(records.changeAll(Given.creations(0, 5_000)));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(importTime());
        assertThat(answers)
                .hasSize(5_000)
                .allMatch(a -> a instanceof Acknowledgement.Applied applied && applied.durable());
        assertThat(records.all(Kind.KEY)).hasSize(5_000);
    }

    @Test
    default void whatIsRefusedInAListDoesNotKeepTheOthersBack() {
        Records records = records();
        made(records, key(1));
        List<Acknowledgement> answers = of(records.changeAll(Given.creations(0, 3)));
        assertThat(answers.get(1)).isInstanceOf(Acknowledgement.Refused.class);
        assertThat(records.all(Kind.KEY)).hasSize(3);
    }
}
