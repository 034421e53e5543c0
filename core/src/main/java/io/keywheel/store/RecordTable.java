package io.keywheel.store;

import io.keywheel.records.Ancestry;
import io.keywheel.records.Kind;
import io.keywheel.records.RecordId;
import io.keywheel.records.StoredRecord;
import io.keywheel.records.Version;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The table of records. */
final class RecordTable {
    private static final String COLUMNS =
            "kind, id, incarnation, tombstone, revision, disabled, writer, change_id, ancestry, changed_at, content";

    /** VersionOrder, in the words of both databases; the smaller writer and change id win, hence the other way round. */
    static final String IS_NEWER = "(excluded.incarnation, excluded.tombstone, excluded.revision, excluded.disabled,"
            + " records.writer, records.change_id)"
            + " > (records.incarnation, records.tombstone, records.revision, records.disabled,"
            + " excluded.writer, excluded.change_id)";

    private static final String PUT_WHERE_NEWER = "INSERT INTO records (" + COLUMNS + ")"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET"
            + " incarnation = excluded.incarnation, tombstone = excluded.tombstone, revision = excluded.revision,"
            + " disabled = excluded.disabled, writer = excluded.writer, change_id = excluded.change_id,"
            + " ancestry = excluded.ancestry, changed_at = excluded.changed_at, content = excluded.content"
            + " WHERE " + IS_NEWER;

    private RecordTable() {}

    /** Puts what is newer than what is there. Gives what is there and newer than what was to be put. */
    static List<StoredRecord> put(Connection connection, Collection<StoredRecord> records) throws SQLException {
        if (records.isEmpty()) return List.of();
        // All writers of a shared database take rows in the same order, so that none waits for another in a circle.
        List<StoredRecord> sorted =
                records.stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
        List<StoredRecord> newerThere = new ArrayList<>();
        int[] counts = putAll(connection, sorted);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) newer(connection, sorted.get(i)).ifPresent(newerThere::add);
        }
        return newerThere;
    }

    private static int[] putAll(Connection connection, List<StoredRecord> records) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(PUT_WHERE_NEWER)) {
            for (StoredRecord record : records) {
                fill(put, record);
                put.addBatch();
            }
            return put.executeBatch();
        }
    }

    private static void fill(PreparedStatement put, StoredRecord record) throws SQLException {
        Version version = record.version();
        put.setString(1, record.id().kind().name());
        put.setString(2, record.id().id());
        put.setLong(3, version.incarnation());
        put.setInt(4, version.tombstone() ? 1 : 0);
        put.setLong(5, version.revision());
        put.setInt(6, version.disabled() ? 1 : 0);
        put.setString(7, version.writer());
        put.setString(8, version.changeId());
        put.setString(9, record.ancestry().changes());
        put.setLong(10, record.changedAt());
        put.setBytes(11, record.content());
    }

    /** What stands in the way of {@code record}, unless it is the record itself. */
    private static Optional<StoredRecord> newer(Connection connection, StoredRecord record) throws SQLException {
        String sql = "SELECT " + COLUMNS + " FROM records WHERE kind = ? AND id = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, record.id().kind().name());
            select.setString(2, record.id().id());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(record(rows)).filter(there -> there.isNewerThan(record))
                        : Optional.empty();
            }
        }
    }

    /** Gives the records that are there, and to {@code unreadable} the names of rows that are none. */
    static List<StoredRecord> all(Connection connection, Consumer<String> unreadable) throws SQLException {
        List<StoredRecord> all = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("SELECT " + COLUMNS + " FROM records")) {
            while (rows.next()) {
                try {
                    all.add(record(rows));
                } catch (IllegalArgumentException e) {
                    unreadable.accept(rows.getString(1) + " " + rows.getString(2));
                }
            }
        }
        return all;
    }

    private static StoredRecord record(ResultSet row) throws SQLException {
        RecordId id = new RecordId(Kind.valueOf(row.getString(1)), row.getString(2));
        Version version = new Version(
                row.getLong(3),
                row.getInt(4) == 1,
                row.getLong(5),
                row.getInt(6) == 1,
                row.getString(7),
                row.getString(8));
        return new StoredRecord(id, version, new Ancestry(row.getString(9)), row.getLong(10), row.getBytes(11));
    }

    static void removeAll(Connection connection) throws SQLException {
        try (Statement delete = connection.createStatement()) {
            delete.executeUpdate("DELETE FROM records");
        }
    }

    static Void forget(Connection connection, long before) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM records WHERE tombstone = 1 AND changed_at < ?")) {
            delete.setLong(1, before);
            delete.executeUpdate();
            return null;
        }
    }
}
