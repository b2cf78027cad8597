package io.nija.journal.internal.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What one kind of database does in its own way. */
public interface Dialect {

    /** Makes a new connection the one that writes: every commit is forced to the disk before it returns. */
    void prepareWriter(Connection connection) throws SQLException;

    /** Makes a new connection one that only reads. */
    void prepareReader(Connection connection) throws SQLException;

    /** What went wrong. */
    Trouble trouble(SQLException failure);

    /** Looks at the file itself, page by page; one line for each thing that is wrong. May take seconds. */
    List<String> check(Connection connection) throws SQLException;

    /** Writes all that is committed into a new file of the same form, while others write. */
    void copy(Connection connection, Path to) throws SQLException;

    /** Moves what is committed to where it stays, so that opening and copying are fast; never waits for readers. */
    void tidy(Connection connection) throws SQLException;

    /** The file it is in, for sentences; empty when it is in none. */
    Optional<Path> file();

    /** Kinds of trouble. */
    enum Trouble {
        /** Something is there already. */
        DUPLICATE,
        /** There is no room. */
        FULL,
        /** The file is not what it should be. */
        DAMAGED,
        /** All else. */
        OTHER
    }
}
