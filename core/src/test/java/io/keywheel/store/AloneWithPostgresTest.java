package io.keywheel.store;

import static io.keywheel.store.StoreContract.done;

import io.keywheel.records.AloneRecords;
import io.keywheel.records.Given;
import io.keywheel.records.Records;
import io.keywheel.records.RecordsContract;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The records of a single process on a real server. */
class AloneWithPostgresTest implements RecordsContract {
    private static PostgresServer server;
    private SqlStore store;
    private AloneRecords records;

    @BeforeAll
    static void startServer() throws Exception {
        server = PostgresServer.started();
    }

    @AfterAll
    static void stopServer() {
        if (server != null) server.close();
    }

    @BeforeEach
    void start() {
        String url = server.newDatabase();
        store = SqlStore.of(Optional.of(url), Path.of("unused"), "alone", InstantSource.system());
        records = new AloneRecords(store, () -> Instant.ofEpochMilli(5_000), Given.words(new ArrayList<>()));
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
