package io.keywheel.store;

import io.keywheel.sealing.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/** SQLite in a file that one process holds and only its owner may read. */
final class SqliteDatabase implements Database {

    /** A commit waits for the disk; readers and the writer do not wait for each other. */
    private static final Properties SETTINGS = settings();

    /** Files that this process holds: closing another channel to such a file would give its lock back. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private @Nullable FileChannel lock;

    SqliteDatabase(Path file) {
        this.file = file.toAbsolutePath();
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("journal_mode", "WAL");
        settings.setProperty("synchronous", "FULL");
        settings.setProperty("busy_timeout", "1500");
        return settings;
    }

    @Override
    public void claim() throws IOException, Unusable {
        PrivateFiles.makeFolder(folder());
        Path claimed = file.resolveSibling(file.getFileName() + ".lock");
        PrivateFiles.makeFile(claimed);
        if (lock == null) lock = locked(claimed);
        NativeLibrary.keepIn(folder());
        PrivateFiles.makeFile(file);
        if (PrivateFiles.isOpenToOthers(file))
            throw new Unusable("others than its owner may read the store " + file + ". Run: chmod 600 " + file + "*");
    }

    private FileChannel locked(Path claimed) throws IOException, Unusable {
        if (!HELD.add(file)) throw taken();
        FileChannel channel = FileChannel.open(claimed, StandardOpenOption.WRITE);
        if (channel.tryLock() != null) return channel;
        channel.close();
        HELD.remove(file);
        throw taken();
    }

    private Unusable taken() {
        return new Unusable("another Keywheel runs with the data directory " + folder()
                + ". Stop it, or set KEYWHEEL_DATA_DIR to a directory of this one's own.");
    }

    @Override
    public void release() {
        FileChannel held = lock;
        if (held == null) return;
        lock = null;
        HELD.remove(file);
        try {
            held.close();
        } catch (IOException e) {
            // The system takes the lock back when the process ends.
        }
    }

    private Path folder() {
        return Objects.requireNonNull(file.getParent());
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = new JDBC().connect("jdbc:sqlite:" + file, SETTINGS);
        if (connection == null) throw new SQLException("SQLite does not know " + file);
        connection.setAutoCommit(false);
        return connection;
    }

    /** The lock on the data directory keeps everybody else out. */
    @Override
    public void lock(Connection connection, String what) {}

    @Override
    public String textType() {
        return "TEXT";
    }
}
