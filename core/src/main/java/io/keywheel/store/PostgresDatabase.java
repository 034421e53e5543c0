package io.keywheel.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.Driver;

/** PostgreSQL, which several members may share. */
final class PostgresDatabase implements Database {

    /** Some turn durable commits off for the whole server; an acknowledgement needs them. */
    private static final String DURABLE_COMMITS =
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

    private static final String SECONDS = "2";

    /** The driver has a log of its own, with URLs and values in it; what matters it throws. */
    private static final Logger DRIVERS_LOG = Logger.getLogger("org.postgresql");

    static {
        DRIVERS_LOG.setLevel(Level.OFF);
    }

    private final String url;

    PostgresDatabase(String url) {
        this.url = url;
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = new Driver().connect(url, settings());
        if (connection == null) throw new SQLException("not a URL of PostgreSQL");
        try (Statement statement = connection.createStatement()) {
            statement.execute(DURABLE_COMMITS);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("ApplicationName", "keywheel");
        settings.setProperty("connectTimeout", SECONDS);
        settings.setProperty("loginTimeout", SECONDS);
        settings.setProperty("socketTimeout", SECONDS);
        settings.setProperty("cancelSignalTimeout", SECONDS);
        settings.setProperty("tcpKeepAlive", "true");
        return settings;
    }

    @Override
    public void lock(Connection connection, String what) throws SQLException {
        String sql = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";
        try (PreparedStatement lock = connection.prepareStatement(sql)) {
            lock.setString(1, "keywheel " + what);
            lock.execute();
        }
    }

    @Override
    public String textType() {
        return "TEXT COLLATE \"C\"";
    }

    /** The driver repeats a URL that it cannot read. */
    @Override
    public String withoutSecrets(String words) {
        return words.replace(url, "the store's URL").replaceAll("(?i)password=[^&\\s]*", "password=…");
    }
}
