package io.keywheel.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.records.Given;
import io.keywheel.records.StoredRecord;
import io.keywheel.records.Version;
import io.keywheel.records.VersionOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The order of the database is the order of versions: in real SQLite for any two of them. */
class SqlOrderTest {
    private static final Connection CONNECTION = connection();

    private static Connection connection() {
        try {
            Path folder = Files.createTempDirectory(Path.of("target"), "order").toAbsolutePath();
            NativeLibrary.keepIn(folder);
            Database database = new SqliteDatabase(folder.resolve("order.db"));
            Connection connection = database.connect();
            new Schema(database).bringForward(connection);
            return connection;
        } catch (SQLException | IOException | Unusable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Few values each, so that any two often differ in one part only. */
    static Arbitrary<Version> anyVersion() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 3),
                        Arbitraries.of(true, false),
                        Arbitraries.longs().between(1, 3),
                        Arbitraries.of(true, false),
                        Arbitraries.of("a/1", "a/2", "a-1", "B/1", "~", "_x", "Z", "a"),
                        Arbitraries.of("c1", "c2", "C1", "-", "_"))
                .as(Version::new);
    }

    @Provide
    Arbitrary<Version> versions() {
        return anyVersion();
    }

    @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
    void ofAnyTwoVersionsTheDatabaseKeepsTheNewer(@ForAll("versions") Version first, @ForAll("versions") Version second)
            throws SQLException {
        StoredRecord kept = keptOf(CONNECTION, first, second);
        assertThat(kept.version()).isEqualTo(VersionOrder.isNewer(second, first) ? second : first);
    }

    static StoredRecord keptOf(Connection connection, Version first, Version second) throws SQLException {
        RecordTable.put(connection, List.of(Given.record(Given.KEY, first)));
        RecordTable.put(connection, List.of(Given.record(Given.KEY, second)));
        StoredRecord kept = RecordTable.all(connection, row -> {}).get(0);
        connection.rollback();
        return kept;
    }
}
