package io.keywheel.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;

/** Notes in the store when somebody last wrote to it, to the minute: one that was away for months is not to be believed. */
final class LastSeen {
    private static final long OFTEN_ENOUGH = Duration.ofMinutes(1).toMillis();

    private final InstantSource clock;
    private long noted;

    LastSeen(InstantSource clock) {
        this.clock = clock;
    }

    static long of(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("SELECT at FROM seen")) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Members that share a database would wait for each other if each wrote this every time. */
    Void noteIfDue(Connection connection) throws SQLException {
        if (clock.millis() - noted >= OFTEN_ENOUGH) note(connection);
        return null;
    }

    Void note(Connection connection) throws SQLException {
        long now = clock.millis();
        try (PreparedStatement update = connection.prepareStatement("UPDATE seen SET at = ? WHERE at < ?")) {
            update.setLong(1, now);
            update.setLong(2, now);
            update.executeUpdate();
        }
        noted = now;
        return null;
    }
}
