package io.keywheel.store;

import io.keywheel.records.AuditLog;
import io.keywheel.records.RecordStore;
import io.keywheel.records.StoredRecord;
import io.keywheel.usage.UsageStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The store in SQLite or PostgreSQL: a thread that writes, one that reads, and a look each second whether an ill one is well again. */
public final class SqlStore implements RecordStore, AutoCloseable {
    private static final String SQLITE_FILE = "keywheel.db";
    private static final String SQLITE_URL = "jdbc:sqlite:";
    private static final int PROBE_SECONDS = 1;

    private final Database database;
    private final Schema schema;
    private final LastSeen lastSeen;
    private final StoreHealth health = new StoreHealth(this::probeSoon);
    private final Lane writing;
    private final Lane reading;
    private final Committer committer;
    private final AuditTable audit;
    private final String member;
    private final AtomicBoolean probing = new AtomicBoolean();
    private volatile boolean opened;
    private volatile @Nullable String refusal;

    /** The writing thread's own, as is {@code seenBefore}. */
    private boolean claimed;

    private long seenBefore;

    private volatile boolean closed;

    /** What came of opening the store. */
    public sealed interface Start {

        /** It can be used. */
        record Ready() implements Start {}

        /** It must not be used; waiting does not help, the words say what does. */
        record Refused(String words) implements Start {}

        /** It cannot be used now; it is tried again each second. */
        record Unreachable(String words) implements Start {}
    }

    SqlStore(Database database, Schema schema, String member, InstantSource clock) {
        this.database = database;
        this.schema = schema;
        this.lastSeen = new LastSeen(clock);
        this.member = member;
        this.audit = new AuditTable(database, member);
        this.writing = new Lane("keywheel-store", this::open, database, health);
        // A reader that fails says nothing of whether changes are safe.
        this.reading = new Lane("keywheel-store-reader", this::openReader, database, new StoreHealth(() -> {}));
        this.committer = new Committer(writing, audit, lastSeen::noteIfDue);
    }

    /**
     * The store that the settings ask for; nothing is opened yet.
     *
     * @param url of the database; without one it is a file in {@code dataDir}
     * @param member whose audit this store writes
     */
    public static SqlStore of(Optional<String> url, Path dataDir, String member, InstantSource clock) {
        Database database =
                url.map(SqlStore::database).orElseGet(() -> new SqliteDatabase(dataDir.resolve(SQLITE_FILE)));
        return new SqlStore(database, new Schema(database), member, clock);
    }

    private static Database database(String url) {
        return url.startsWith(SQLITE_URL)
                ? new SqliteDatabase(Path.of(url.substring(SQLITE_URL.length())))
                : new PostgresDatabase(url);
    }

    /** Opens it and brings its schema forward. */
    public CompletionStage<Start> start() {
        return writing.run(lastSeen::note).handle((v, failure) -> {
            if (failure == null) return new Start.Ready();
            String words = refusal;
            return words == null ? new Start.Unreachable(trouble().orElse("it is closed")) : new Start.Refused(words);
        });
    }

    /** On the writing thread. */
    private Connection open() throws SQLException, IOException, Unusable {
        refusal = null;
        try {
            if (!claimed) database.claim();
            claimed = true;
            Connection connection = connected();
            // Only once: from then on this process sees it.
            if (!opened) seenBefore = LastSeen.of(connection);
            opened = true;
            return connection;
        } catch (Unusable e) {
            refusal = e.getMessage();
            throw e;
        }
    }

    private Connection connected() throws SQLException, Unusable {
        Connection connection = database.connect();
        try {
            schema.bringForward(connection);
            return connection;
        } catch (SQLException | Unusable e) {
            connection.close();
            throw e;
        }
    }

    private Connection openReader() throws SQLException {
        if (!opened) throw new SQLException("the store is not open yet");
        return database.connect();
    }

    @Override
    public CompletionStage<Loaded> load() {
        return writing.run(connection -> {
            List<String> unreadable = new ArrayList<>();
            List<StoredRecord> records = RecordTable.all(connection, unreadable::add);
            return new Loaded(records, unreadable, seenBefore);
        });
    }

    @Override
    public CompletionStage<Written> write(Writing writing) {
        return committer.write(writing);
    }

    @Override
    public CompletionStage<Void> adopt(Collection<StoredRecord> records) {
        return writing.run(connection -> {
            RecordTable.removeAll(connection);
            RecordTable.put(connection, records);
            return lastSeen.note(connection);
        });
    }

    @Override
    public CompletionStage<Void> forget(long before) {
        return writing.run(connection -> RecordTable.forget(connection, before));
    }

    /** This member's audit. */
    public AuditLog audit() {
        return new SqlAuditLog(committer, reading, audit);
    }

    /** This member's counts. */
    public UsageStore usage() {
        return new SqlUsageStore(writing, reading, new UsageTable(member));
    }

    @Override
    public boolean isWell() {
        return health.isWell();
    }

    /** Why it is not well, in words that hold no secret. */
    public Optional<String> trouble() {
        return health.trouble();
    }

    @Override
    public void onWell(Runnable listener) {
        health.onWell(listener);
    }

    /** Once for each time that it falls ill. */
    private void probeSoon() {
        if (closed || !probing.compareAndSet(false, true)) return;
        CompletableFuture.delayedExecutor(PROBE_SECONDS, TimeUnit.SECONDS).execute(this::probe);
    }

    /** A write, since a full disk can be read. */
    @SuppressWarnings("FutureReturnValueIgnored") // What comes of it is in the health.
    private void probe() {
        writing.run(lastSeen::note).whenComplete((v, failure) -> {
            probing.set(false);
            if (!isWell()) probeSoon();
        });
    }

    /** Writes what was handed in, then lets go of the database. */
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        writing.close();
        reading.close();
        database.release();
    }
}
