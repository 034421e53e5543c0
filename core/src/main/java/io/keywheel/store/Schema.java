package io.keywheel.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The versions of the schema, one script each: a store that is behind is brought forward, one that is ahead is refused. */
final class Schema {
    private static final List<String> SCRIPTS = List.of("records-and-audit.sql", "usage.sql");
    private static final String VERSIONS =
            "CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER PRIMARY KEY, applied_at BIGINT NOT NULL)";

    private final Database database;
    private final List<String> scripts;

    Schema(Database database) {
        this(database, SCRIPTS);
    }

    Schema(Database database, List<String> scripts) {
        this.database = database;
        this.scripts = scripts;
    }

    void bringForward(Connection connection) throws SQLException, Unusable {
        database.lock(connection, "schema");
        execute(connection, VERSIONS);
        int version = version(connection);
        if (version > scripts.size())
            throw new Unusable("the store has schema " + version + ", and this Keywheel knows " + scripts.size()
                    + " at most: a newer one has used it. Start that one, or bring back the backup from before.");
        for (int next = version; next < scripts.size(); next++) apply(connection, next);
        connection.commit();
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT MAX(version) FROM schema_versions")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private void apply(Connection connection, int index) throws SQLException {
        for (String statement : script(scripts.get(index)).split(";", -1)) {
            if (!statement.isBlank()) execute(connection, statement.replace("${text}", database.textType()));
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO schema_versions VALUES (?, ?)")) {
            insert.setInt(1, index + 1);
            insert.setLong(2, System.currentTimeMillis());
            insert.executeUpdate();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String script(String name) {
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("the script " + name + " is not in the jar");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
