package io.keywheel.store;

import io.keywheel.usage.Step;
import io.keywheel.usage.UsageStore.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The table of counts; each member has its own rows. */
final class UsageTable {
    private static final long MINUTE = Step.MINUTE.millis();
    private static final String PUT =
            "INSERT INTO usage_counts (member, minutes, at, run, cells) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (member, minutes, at, run) DO UPDATE SET cells = excluded.cells";
    private static final String OF_STEP = " FROM usage_counts WHERE member = ? AND minutes = ? AND at >= ? AND at < ?";

    private final String member;

    UsageTable(String member) {
        this.member = member;
    }

    Void put(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            for (Row row : rows) {
                put.setString(1, member);
                put.setLong(2, row.step().millis() / MINUTE);
                put.setLong(3, row.at());
                put.setLong(4, row.run());
                put.setBytes(5, row.cells());
                put.addBatch();
            }
            put.executeBatch();
            return null;
        }
    }

    List<Row> rows(Connection connection, Step step, long from, long to) throws SQLException {
        List<Row> found = new ArrayList<>();
        try (PreparedStatement select =
                ofStep(connection, "SELECT at, run, cells" + OF_STEP + " ORDER BY at, run", step)) {
            select.setLong(3, from);
            select.setLong(4, to);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) found.add(new Row(step, rows.getLong(1), rows.getLong(2), rows.getBytes(3)));
            }
        }
        return found;
    }

    OptionalLong next(Connection connection, Step step, long from) throws SQLException {
        return one(connection, "SELECT MIN(at)" + OF_STEP, step, from);
    }

    OptionalLong newest(Connection connection, Step step) throws SQLException {
        return one(connection, "SELECT MAX(at)" + OF_STEP, step, Long.MIN_VALUE);
    }

    private OptionalLong one(Connection connection, String sql, Step step, long from) throws SQLException {
        try (PreparedStatement select = ofStep(connection, sql, step)) {
            select.setLong(3, from);
            select.setLong(4, Long.MAX_VALUE);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                long at = rows.getLong(1);
                return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(at);
            }
        }
    }

    Void forget(Connection connection, Step step, long before) throws SQLException {
        try (PreparedStatement delete = ofStep(connection, "DELETE" + OF_STEP, step)) {
            delete.setLong(3, Long.MIN_VALUE);
            delete.setLong(4, before);
            delete.executeUpdate();
        }
        if (step == Step.HOUR) forgetAll(connection, before);
        return null;
    }

    /** Members that left for good forget nothing themselves. */
    private static void forgetAll(Connection connection, long before) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM usage_counts WHERE at < ?")) {
            delete.setLong(1, before);
            delete.executeUpdate();
        }
    }

    private PreparedStatement ofStep(Connection connection, String sql, Step step) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, member);
        statement.setLong(2, step.millis() / MINUTE);
        return statement;
    }
}
