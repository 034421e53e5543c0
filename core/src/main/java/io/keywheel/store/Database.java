package io.keywheel.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** One of the databases that a store may be in; what differs between them. */
interface Database {

    /** Takes what must be this process's own before the first connection. */
    default void claim() throws IOException, Unusable {}

    /** Gives back what {@link #claim} took. */
    default void release() {}

    /** A connection without auto-commit; a commit on it is safe on a disk. */
    Connection connect() throws SQLException;

    /** Has this for itself until the transaction ends, whoever else uses the database. */
    void lock(Connection connection, String what) throws SQLException;

    /** The type of a text that is sorted by its bytes. */
    String textType();

    /** What nobody may read in an error's words. */
    default String withoutSecrets(String words) {
        return words;
    }
}
