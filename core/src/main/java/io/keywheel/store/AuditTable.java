package io.keywheel.store;

import io.keywheel.records.AuditEntry;
import io.keywheel.records.AuditLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The table of audits, one chain for each member. */
final class AuditTable {
    private static final String COLUMNS = "member, seq, at, who, what, subject, change, previous_hash, hash";
    private static final String INSERT = "INSERT INTO audit (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Database database;
    private final String member;

    AuditTable(Database database, String member) {
        this.database = database;
        this.member = member;
    }

    List<AuditLine> append(Connection connection, List<AuditEntry> entries) throws SQLException {
        if (entries.isEmpty()) return List.of();
        // Two processes of one name, as while one takes over from the other, would build on the same line.
        database.lock(connection, "audit " + member);
        List<AuditLine> newest = page(connection, Long.MAX_VALUE, 1);
        AuditLine last = newest.isEmpty() ? null : newest.get(0);
        List<AuditLine> lines = new ArrayList<>();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (AuditEntry entry : entries) {
                last = AuditLine.after(last, member, entry);
                lines.add(last);
                fill(insert, last);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return lines;
    }

    private static void fill(PreparedStatement insert, AuditLine line) throws SQLException {
        insert.setString(1, line.member());
        insert.setLong(2, line.seq());
        insert.setLong(3, line.entry().at());
        insert.setString(4, line.entry().who());
        insert.setString(5, line.entry().what());
        insert.setString(6, line.entry().subject());
        insert.setString(7, line.entry().change());
        insert.setString(8, line.previousHash());
        insert.setString(9, line.hash());
    }

    /** The newest before {@code before} first. */
    List<AuditLine> page(Connection connection, long before, int limit) throws SQLException {
        return select(connection, "seq < ? ORDER BY seq DESC", before, limit);
    }

    /** The oldest after {@code after} first. */
    List<AuditLine> following(Connection connection, long after, int limit) throws SQLException {
        return select(connection, "seq > ? ORDER BY seq", after, limit);
    }

    private List<AuditLine> select(Connection connection, String which, long bound, int limit) throws SQLException {
        String sql = "SELECT " + COLUMNS + " FROM audit WHERE member = ? AND " + which + " LIMIT ?";
        List<AuditLine> lines = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, member);
            select.setLong(2, bound);
            select.setInt(3, limit);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) lines.add(line(rows));
            }
        }
        return lines;
    }

    private static AuditLine line(ResultSet row) throws SQLException {
        AuditEntry entry =
                new AuditEntry(row.getLong(3), row.getString(4), row.getString(5), row.getString(6), row.getString(7));
        return new AuditLine(row.getString(1), row.getLong(2), entry, row.getString(8), row.getString(9));
    }
}
