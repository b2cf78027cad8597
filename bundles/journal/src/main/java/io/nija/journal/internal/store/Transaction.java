package io.nija.journal.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The one transaction of the connection that writes. Said in SQL, on a connection that commits by itself: a database that
 * is full ends the transaction on its own, and a driver that believes it goes on would commit every later statement alone.
 */
final class Transaction {

    private final Connection connection;
    private boolean begun;

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /** Begins, unless it has begun. */
    void begin() throws SQLException {
        if (!begun) {
            execute("BEGIN");
            begun = true;
        }
    }

    /** Forces what was done since the beginning to the disk. */
    void commit() throws SQLException {
        if (begun) {
            execute("COMMIT");
            begun = false;
        }
    }

    /** Forgets what was done since the beginning. Afterwards there is surely no transaction, or this fails. */
    void rollback() throws SQLException {
        if (!begun) {
            return;
        }
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            endedByItself(e);
        }
        begun = false;
    }

    private void endedByItself(SQLException refused) throws SQLException {
        try {
            // Only possible when there is none.
            execute("BEGIN");
            execute("ROLLBACK");
        } catch (SQLException e) {
            refused.addSuppressed(e);
            throw refused;
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
