package io.keywheel.store;

import static io.keywheel.records.Given.KEY;
import static io.keywheel.store.StoreContract.done;
import static io.keywheel.store.StoreContract.held;
import static io.keywheel.store.StoreContract.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.keywheel.records.Given;
import io.keywheel.records.RecordStore;
import io.keywheel.records.StoreUnavailable;
import io.keywheel.records.StoredRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest implements StoreContract {
    @TempDir
    Path temp;

    private Path folder() {
        return temp.resolve("data");
    }

    private Path file() {
        return folder().resolve("keywheel.db");
    }

    @Override
    public SqlStore open(String member) {
        return SqlStore.of(Optional.empty(), folder(), member, () -> Instant.ofEpochMilli(NOW));
    }

    @Override
    public Connection connect() throws SQLException {
        return database().connect();
    }

    @Override
    public Database database() {
        return new SqliteDatabase(file());
    }

    private static String words(SqlStore.Start start) {
        return ((SqlStore.Start.Refused) start).words();
    }

    @Test
    void nobodyButTheOwnerMayReadAnyOfItsFiles() throws IOException {
        try (SqlStore store = started("one")) {
            put(store, Given.record(KEY, Given.version(1, 1)));
            try (Stream<Path> files = Files.list(folder())) {
                assertThat(files.filter(Files::isRegularFile))
                        .extracting(f -> f.getFileName() + " " + permissions(f))
                        .contains("keywheel.db rw-------", "keywheel.db-wal rw-------", "keywheel.db-shm rw-------")
                        .allMatch(line -> line.endsWith(" rw-------"));
            }
        }
        assertThat(permissions(folder())).isEqualTo("rwx------");
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aStoreThatOthersMayReadIsRefusedWithTheMend() throws IOException {
        started("one").close();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        try (SqlStore store = open("one")) {
            assertThat(words(done(store.start()))).contains("chmod 600 " + file());
        }
    }

    @Test
    void twoProcessesCannotShareADataDirectory() {
        try (SqlStore first = started("one");
                SqlStore second = open("one")) {
            assertThat(words(done(second.start())))
                    .contains("another Keywheel runs with the data directory " + folder())
                    .contains("KEYWHEEL_DATA_DIR");
            assertThat(first.isWell()).isTrue();
        }
        started("one").close();
    }

    @Test
    void whenItWasLastSeenIsToldAsItWasBeforeThisStart() {
        started("one").close();
        long later = NOW + Duration.ofDays(91).toMillis();
        try (SqlStore store = SqlStore.of(Optional.empty(), folder(), "one", () -> Instant.ofEpochMilli(later))) {
            done(store.start());
            RecordStore.Loaded loaded = done(store.load());
            assertThat(loaded.lastSeen()).isEqualTo(NOW);
            assertThat(loaded.isTooOldToBelieve(later)).isTrue();
            assertThat(loaded.isTooOldToBelieve(later - Duration.ofDays(2).toMillis()))
                    .isFalse();
        }
    }

    @Test
    void aProcessOfItsOwnKeepsOthersOut() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        folder().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (SqlStore store = open("one")) {
            assertThat(other.inputReader().readLine()).isNotNull();
            assertThat(words(done(store.start()))).contains("another Keywheel runs");
            other.destroyForcibly().waitFor();
            await().atMost(Duration.ofSeconds(5)).until(store::isWell);
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aFailedCallMakesItIllAndAProbeWellAgain() {
        AtomicInteger well = new AtomicInteger();
        try (SqlStore store = started("one")) {
            store.onWell(well::incrementAndGet);
            StoredRecord record = Given.record(KEY, Given.version(1, 1));
            execute("ALTER TABLE records RENAME TO gone");
            assertThatThrownBy(() -> put(store, record)).hasCauseInstanceOf(StoreUnavailable.class);
            assertThat(store.isWell()).isFalse();
            assertThat(store.trouble()).get().asString().contains("no such table");
            execute("ALTER TABLE gone RENAME TO records");
            await().atMost(Duration.ofSeconds(5)).until(store::isWell);
            await().until(() -> well.get() == 1);
            put(store, record);
            assertThat(held(store)).containsExactly(record);
        }
    }

    @Test
    void whoeverHoldsTheDatabaseLockedCostsACallNoMoreThanItsTime() throws SQLException {
        try (SqlStore store = started("one");
                Connection locking = connect()) {
            try (var statement = locking.createStatement()) {
                statement.executeUpdate("UPDATE seen SET at = at");
            }
            long before = System.nanoTime();
            assertThatThrownBy(() -> put(store, Given.record(KEY, Given.version(1, 1))))
                    .hasCauseInstanceOf(StoreUnavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
            locking.rollback();
            await().atMost(Duration.ofSeconds(5)).until(store::isWell);
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsTriedAgainUntilItCan() throws IOException {
        Files.writeString(folder(), "a file where the folder should be");
        try (SqlStore store = open("one")) {
            assertThat(done(store.start())).isInstanceOf(SqlStore.Start.Unreachable.class);
            Files.delete(folder());
            await().atMost(Duration.ofSeconds(5)).until(store::isWell);
            put(store, Given.record(KEY, Given.version(1, 1)));
        }
    }

    @Test
    void theLibraryLiesInTheDataDirectoryOnce() {
        started("one").close();
        String path = System.getProperty("org.sqlite.lib.path");
        assertThat(path).isNotNull();
        assertThat(Path.of(path).getFileName()).hasToString("native");
    }
}
