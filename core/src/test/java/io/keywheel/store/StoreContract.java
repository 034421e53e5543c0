package io.keywheel.store;

import static io.keywheel.records.Given.KEY;
import static io.keywheel.records.Given.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywheel.records.Ancestry;
import io.keywheel.records.AuditEntry;
import io.keywheel.records.AuditLine;
import io.keywheel.records.AuditLog;
import io.keywheel.records.Given;
import io.keywheel.records.Kind;
import io.keywheel.records.RecordId;
import io.keywheel.records.RecordStore;
import io.keywheel.records.StoreUnavailable;
import io.keywheel.records.StoredRecord;
import io.keywheel.records.Version;
import io.keywheel.usage.Step;
import io.keywheel.usage.UsageStore.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What records may rely on, whatever the database. */
interface StoreContract {

    /** A store on the test's own database, which is empty at first. */
    SqlStore open(String member);

    /** Beside the store, as somebody would who has the database's password. */
    Connection connect() throws SQLException;

    long NOW = Instant.parse("2026-01-02T03:04:05Z").toEpochMilli();

    static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join();
    }

    static RecordStore.Written put(SqlStore store, StoredRecord... records) {
        return done(store.write(RecordStore.Writing.of(List.of(records))));
    }

    static List<StoredRecord> held(SqlStore store) {
        return done(store.load()).records();
    }

    static AuditEntry entry(String what) {
        return new AuditEntry(NOW, "token ops", what, "groq-1", "{\"before\":null,\"after\":{\"weight\":2}}");
    }

    default SqlStore started(String member) {
        SqlStore store = open(member);
        assertThat(done(store.start())).isEqualTo(new SqlStore.Start.Ready());
        return store;
    }

    default void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    default void whatWasWrittenIsThereAfterARestart() {
        StoredRecord record = new StoredRecord(
                new RecordId(Kind.SETTING, "ünïcode ✓"),
                new Version(3, false, 7, true, "10.0.0.1:5701/x", "c-1"),
                new Ancestry("c-0,b-9"),
                NOW,
                new byte[] {0, 1, -1, 127});
        try (SqlStore store = started("one")) {
            put(store, record);
        }
        try (SqlStore again = started("one")) {
            assertThat(held(again)).containsExactly(record);
            assertThat(done(again.load()).lastSeen()).isEqualTo(NOW);
        }
    }

    @Test
    default void anOlderVersionChangesNothingAndTellsTheNewerOne() {
        try (SqlStore store = started("one")) {
            StoredRecord older = Given.record(KEY, Given.version(1, 1));
            StoredRecord newer = Given.record(KEY, Given.version(1, 2));
            assertThat(put(store, newer).newerThere()).isEmpty();
            assertThat(put(store, older).newerThere()).containsExactly(newer);
            assertThat(put(store, newer).newerThere()).isEmpty();
            assertThat(held(store)).containsExactly(newer);
        }
    }

    @Test
    default void manyRecordsInOneTransactionTakeNoLongerThanACallMay() {
        List<StoredRecord> many = IntStream.range(0, 5_000)
                .mapToObj(i -> Given.record(key(i), Given.version(1, 1)))
                .toList();
        try (SqlStore store = started("one")) {
            done(store.write(RecordStore.Writing.of(many)));
            assertThat(held(store)).hasSize(5_000);
        }
    }

    @Test
    default void manyCallsAtOnceShareAWaitForTheDisk() {
        try (SqlStore store = started("one")) {
            AuditLog audit = store.audit();
            long before = System.nanoTime();
            List<CompletableFuture<AuditLine>> appended = IntStream.range(0, 1_000)
                    .mapToObj(i -> audit.append(entry("key.create")).toCompletableFuture())
                    .toList();
            assertThat(appended).extracting(f -> done(f).seq()).isSorted().doesNotHaveDuplicates();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    default void theAuditIsReadInPagesTheNewestFirst() {
        try (SqlStore store = started("one")) {
            for (int i = 1; i <= 5; i++) done(store.audit().append(entry("what-" + i)));
            List<AuditLine> newest = done(store.audit().page(Long.MAX_VALUE, 2));
            assertThat(newest).extracting(AuditLine::seq).containsExactly(5L, 4L);
            assertThat(done(store.audit().page(4, 10)))
                    .extracting(AuditLine::seq)
                    .containsExactly(3L, 2L, 1L);
            assertThat(newest.get(0).entry()).isEqualTo(entry("what-5"));
        }
    }

    @Test
    default void theChainOfTheAuditGoesOnAfterARestartAndIsSound() {
        try (SqlStore store = started("one")) {
            done(store.audit().append(entry("key.create")));
        }
        try (SqlStore again = started("one")) {
            done(again.audit().append(entry("odd \u0000 \ud800 letters")));
            assertThat(done(again.audit().verify())).isEqualTo(new AuditLog.Check.Sound(2));
        }
    }

    @Test
    default void aLineOfTheAuditThatWasChangedOrTakenOutIsFound() {
        try (SqlStore store = started("one")) {
            for (int i = 1; i <= 5; i++) done(store.audit().append(entry("what-" + i)));
            execute("UPDATE audit SET who = 'somebody else' WHERE seq = 4");
            assertThat(done(store.audit().verify())).isEqualTo(new AuditLog.Check.Broken(4));
            execute("DELETE FROM audit WHERE seq = 2");
            assertThat(done(store.audit().verify())).isEqualTo(new AuditLog.Check.Broken(3));
        }
    }

    @Test
    default void aRowThatIsNoRecordIsNamedAndDoesNotKeepTheOthersFromBeingRead() {
        try (SqlStore store = started("one")) {
            StoredRecord good = Given.record(key(1), Given.version(1, 1));
            put(store, good, Given.record(key(2), Given.version(1, 1)));
            execute("UPDATE records SET revision = 0 WHERE id = 'key-2'");
            RecordStore.Loaded loaded = done(store.load());
            assertThat(loaded.records()).containsExactly(good);
            assertThat(loaded.unreadable()).containsExactly("KEY key-2");
        }
    }

    @Test
    default void tombstonesAreForgottenAndWhatLivesStays() {
        try (SqlStore store = started("one")) {
            StoredRecord live = Given.record(key(1), Given.version(1, 1));
            StoredRecord removed = Given.record(key(2), new Version(1, true, 2, false, "tester", "gone"));
            put(store, live, removed);
            done(store.forget(removed.changedAt()));
            assertThat(held(store)).containsExactlyInAnyOrder(live, removed);
            done(store.forget(removed.changedAt() + 1));
            assertThat(held(store)).containsExactly(live);
        }
    }

    @Test
    default void aStoreThatWasAwayTooLongTakesOverWhatOthersHave() {
        try (SqlStore store = started("one")) {
            put(store, Given.record(key(1), Given.version(9, 1)), Given.record(key(2), Given.version(9, 9)));
            StoredRecord theirs = Given.record(key(2), Given.version(1, 1));
            done(store.adopt(List.of(theirs)));
            assertThat(held(store)).containsExactly(theirs);
        }
    }

    @Test
    default void aNewerSchemaIsRefusedInWordsAndLeftAlone() {
        started("one").close();
        execute("INSERT INTO schema_versions VALUES (99, 0)");
        try (SqlStore store = open("one")) {
            assertThat(done(store.start()))
                    .isInstanceOfSatisfying(
                            SqlStore.Start.Refused.class,
                            refused -> assertThat(refused.words())
                                    .contains("schema 99")
                                    .contains("newer one has used it"));
            assertThat(store.isWell()).isFalse();
            assertThatThrownBy(() -> put(store, Given.record(KEY, Given.version(1, 1))))
                    .hasCauseInstanceOf(StoreUnavailable.class);
        }
    }

    @Test
    default void anOlderSchemaIsBroughtForwardAndKeepsItsContent() throws Exception {
        StoredRecord record = Given.record(KEY, Given.version(1, 1));
        try (SqlStore store = started("one")) {
            put(store, record);
        }
        Schema next = new Schema(database(), List.of("records-and-audit.sql", "usage.sql", "a-later-version.sql"));
        try (Connection connection = connect()) {
            next.bringForward(connection);
            next.bringForward(connection);
        }
        execute("UPDATE records SET note = 'a column of a later version'");
        execute("DELETE FROM schema_versions WHERE version = 3");
        try (SqlStore store = started("one")) {
            assertThat(held(store)).containsExactly(record);
        }
    }

    /** A store of the time before usage was counted. */
    @Test
    default void aStoreWithoutUsageGetsATableForIt() throws Exception {
        try (SqlStore store = started("one")) {
            put(store, Given.record(KEY, Given.version(1, 1)));
        }
        execute("DROP TABLE usage_counts");
        execute("DELETE FROM schema_versions WHERE version = 2");
        try (SqlStore store = started("one")) {
            done(store.usage().put(List.of(row(Step.MINUTE, 0, 1, 7))));
            assertThat(held(store)).hasSize(1);
        }
    }

    static Row row(Step step, long steps, long run, int cells) {
        return new Row(step, NOW + steps * step.millis(), run, new byte[] {(byte) cells});
    }

    static List<String> rows(SqlStore store, Step step, long from, long to) {
        return done(store.usage().rows(step, from, to)).stream()
                .map(r -> (r.at() - NOW) / step.millis() + "/" + r.run() + "=" + r.cells()[0])
                .toList();
    }

    @Test
    default void countsAreWrittenInPlaceOfThoseOfTheSameStepMomentAndRun() {
        try (SqlStore store = started("one")) {
            done(store.usage()
                    .put(List.of(row(Step.MINUTE, 0, 1, 7), row(Step.MINUTE, 0, 2, 8), row(Step.HOUR, 0, 0, 9))));
            done(store.usage().put(List.of(row(Step.MINUTE, 0, 1, 70), row(Step.MINUTE, 1, 1, 71))));
        }
        try (SqlStore again = started("one")) {
            assertThat(rows(again, Step.MINUTE, NOW, Long.MAX_VALUE)).containsExactly("0/1=70", "0/2=8", "1/1=71");
            assertThat(rows(again, Step.MINUTE, NOW + 1, NOW + 60_001)).containsExactly("1/1=71");
            assertThat(rows(again, Step.HOUR, NOW, NOW + 1)).containsExactly("0/0=9");
        }
    }

    @Test
    default void whereCountsBeginAndEndIsTold() {
        try (SqlStore store = started("one")) {
            assertThat(done(store.usage().newest(Step.MINUTE))).isEmpty();
            done(store.usage().put(List.of(row(Step.MINUTE, 0, 1, 7), row(Step.MINUTE, 5, 1, 8))));
            assertThat(done(store.usage().newest(Step.MINUTE))).hasValue(NOW + 5 * 60_000);
            assertThat(done(store.usage().next(Step.MINUTE, 0))).hasValue(NOW);
            assertThat(done(store.usage().next(Step.MINUTE, NOW + 1))).hasValue(NOW + 5 * 60_000);
            assertThat(done(store.usage().next(Step.HOUR, 0))).isEmpty();
        }
    }

    @Test
    default void oldCountsAreForgottenByStep() {
        try (SqlStore store = started("one")) {
            done(store.usage()
                    .put(List.of(row(Step.MINUTE, 0, 1, 7), row(Step.MINUTE, 5, 1, 8), row(Step.HOUR, 0, 0, 9))));
            done(store.usage().forget(Step.MINUTE, NOW + 1));
            assertThat(rows(store, Step.MINUTE, 0, Long.MAX_VALUE)).containsExactly("5/1=8");
            assertThat(rows(store, Step.HOUR, 0, Long.MAX_VALUE)).containsExactly("0/0=9");
        }
    }

    /** The database of this test. */
    Database database();
}
