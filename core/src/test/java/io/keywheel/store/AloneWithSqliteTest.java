package io.keywheel.store;

import static io.keywheel.store.StoreContract.done;

import io.keywheel.records.AloneRecords;
import io.keywheel.records.Given;
import io.keywheel.records.Records;
import io.keywheel.records.RecordsContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The records of a single process on a real file. */
class AloneWithSqliteTest implements RecordsContract {
    @TempDir
    Path folder;

    private SqlStore store;
    private AloneRecords records;

    @BeforeEach
    void start() {
        store = SqlStore.of(Optional.empty(), folder, "alone", InstantSource.system());
        records = new AloneRecords(store, () -> java.time.Instant.ofEpochMilli(5_000), Given.words(new ArrayList<>()));
        done(store.start());
        done(records.start());
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Override
    public Records records() {
        return records;
    }
}
