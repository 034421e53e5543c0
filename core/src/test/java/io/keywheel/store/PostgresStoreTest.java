package io.keywheel.store;

import static io.keywheel.records.Given.KEY;
import static io.keywheel.records.Given.key;
import static io.keywheel.store.StoreContract.done;
import static io.keywheel.store.StoreContract.entry;
import static io.keywheel.store.StoreContract.held;
import static io.keywheel.store.StoreContract.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.keywheel.records.AuditLog;
import io.keywheel.records.Given;
import io.keywheel.records.RecordStore;
import io.keywheel.records.StoreUnavailable;
import io.keywheel.records.StoredRecord;
import io.keywheel.records.Version;
import io.keywheel.records.VersionOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresStoreTest implements StoreContract {
    private static PostgresServer server;
    private String url = "";

    @BeforeAll
    static void startServer() throws Exception {
        server = PostgresServer.started();
    }

    @AfterAll
    static void stopServer() {
        if (server != null) server.close();
    }

    @BeforeEach
    void makeDatabase() {
        url = server.newDatabase();
    }

    @Override
    public SqlStore open(String member) {
        return SqlStore.of(Optional.of(url), Path.of("unused"), member, () -> Instant.ofEpochMilli(NOW));
    }

    @Override
    public Connection connect() throws SQLException {
        return database().connect();
    }

    @Override
    public Database database() {
        return new PostgresDatabase(url);
    }

    @Test
    void ofAnyTwoVersionsTheDatabaseKeepsTheNewer() throws Exception {
        try (Connection connection = connect()) {
            new Schema(database()).bringForward(connection);
            List<Version> versions =
                    SqlOrderTest.anyVersion().sampleStream().limit(300).toList();
            for (int i = 1; i < versions.size(); i++) {
                Version first = versions.get(i - 1);
                Version second = versions.get(i);
                assertThat(SqlOrderTest.keptOf(connection, first, second).version())
                        .isEqualTo(VersionOrder.isNewer(second, first) ? second : first);
            }
        }
    }

    /** Each writes all records in an order of its own, as members do after a change that they all heard of. */
    @Test
    void severalMembersWriteToOneDatabaseWithoutWaitingForEachOtherInACircle() {
        List<SqlStore> stores =
                IntStream.range(0, 3).mapToObj(i -> open("member-" + i)).toList();
        stores.stream()
                .map(SqlStore::start)
                .toList()
                .forEach(start -> assertThat(done(start)).isEqualTo(new SqlStore.Start.Ready()));
        List<StoredRecord> records = IntStream.range(0, 200)
                .mapToObj(i -> Given.record(key(i % 40), Given.version(1, 1 + i)))
                .toList();
        List<CompletionStage<RecordStore.Written>> written = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            for (SqlStore store : stores) {
                List<StoredRecord> shuffled = new ArrayList<>(records);
                Collections.shuffle(shuffled, new Random(round));
                written.add(store.write(new RecordStore.Writing(shuffled, List.of(entry("round-" + round)))));
            }
        }
        written.forEach(StoreContract::done);
        assertThat(held(stores.get(0))).hasSize(40).allMatch(r -> r.version().revision() > 160);
        for (SqlStore store : stores) assertThat(done(store.audit().verify())).isEqualTo(new AuditLog.Check.Sound(5));
        stores.forEach(SqlStore::close);
    }

    @Test
    void twoOfTheSameNameStillWriteOneSoundChain() {
        try (SqlStore one = started("twin");
                SqlStore other = started("twin")) {
            List<CompletionStage<?>> appended = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                appended.add(one.audit().append(entry("one")));
                done(other.audit().append(entry("other")));
            }
            appended.forEach(StoreContract::done);
            assertThat(done(one.audit().verify())).isEqualTo(new AuditLog.Check.Sound(40));
        }
    }

    @Test
    void aDatabaseThatIsGoneMakesItIllAndItsReturnWell() throws Exception {
        try (SqlStore store = started("one")) {
            StoredRecord before = Given.record(key(1), Given.version(1, 1));
            put(store, before);
            server.stop();
            assertThatThrownBy(() -> put(store, Given.record(key(2), Given.version(1, 1))))
                    .hasCauseInstanceOf(StoreUnavailable.class);
            assertThat(store.isWell()).isFalse();
            assertThat(store.trouble()).get().asString().doesNotContain("not-a-real-password");
            server.start();
            await().atMost(Duration.ofSeconds(10)).until(store::isWell);
            assertThat(held(store)).containsExactly(before);
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerCostsACallNoMoreThanItsTime() throws Exception {
        try (SqlStore store = started("one")) {
            server.hang();
            long before = System.nanoTime();
            assertThatThrownBy(() -> put(store, Given.record(KEY, Given.version(1, 1))))
                    .hasCauseInstanceOf(StoreUnavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
            assertThat(store.isWell()).isFalse();
            server.goOn();
            await().atMost(Duration.ofSeconds(15)).until(store::isWell);
        } finally {
            server.goOn();
        }
    }

    @Test
    void aStoreThatIsOpenedBeforeItsDatabaseRunsIsUnreachableAndWellLater() throws Exception {
        server.stop();
        try (SqlStore store = open("one")) {
            assertThat(done(store.start())).isInstanceOf(SqlStore.Start.Unreachable.class);
            server.start();
            await().atMost(Duration.ofSeconds(10)).until(store::isWell);
            put(store, Given.record(KEY, Given.version(1, 1)));
        }
    }

    @Test
    void noPasswordIsEverInTheWords() {
        url = "jdbc:postgresql://127.0.0.1:notaport/x?user=keywheel&password=not-a-real-password";
        try (SqlStore store = open("one")) {
            SqlStore.Start start = done(store.start());
            assertThat(start.toString()).contains("Unreachable").doesNotContain("not-a-real-password");
        }
    }
}
