package io.nija.journal.internal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Properties;

import io.nija.journal.JournalException;

import org.osgi.service.jdbc.DataSourceFactory;

/**
 * A look at a journal that nobody has open, without a change to it: one that was closed in order is read as the file it is, one
 * that was not is read through the log that its killed process left.
 */
public final class ClosedJournal {

    /**
     * What was found.
     *
     * @param version of the journal
     * @param records how many
     * @param lastAt when the last one was written; null when there is none
     */
    public record Look(int version, long records, Instant lastAt) {}

    private ClosedJournal() {}

    /** @throws JournalException with one sentence when it cannot be read, or is of a newer NIJA */
    public static Look look(DataSourceFactory sources, Path database) {
        try (Connection connection = open(sources, database)) {
            int version = Schema.found(connection);
            if (version > Schema.CURRENT.version()) {
                throw new JournalException(JournalException.NEWER, Schema.newer(" " + database, version, Schema.CURRENT.version()));
            }
            if (version == 0) {
                return new Look(0, 0, null);
            }
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT seq, at FROM record ORDER BY seq DESC LIMIT 1")) {
                return row.next() ? new Look(version, row.getLong(1), Nanos.instant(row.getLong(2))) : new Look(version, 0, null);
            }
        } catch (SQLException | IOException e) {
            throw new JournalException(JournalException.UNREADABLE, "The journal " + database + " cannot be looked into ("
                    + e.getMessage() + ").", e);
        }
    }

    private static Connection open(DataSourceFactory sources, Path database) throws SQLException, IOException {
        Path log = database.resolveSibling(database.getFileName() + "-wal");
        boolean inOrder = !Files.exists(log) || Files.size(log) == 0;
        Properties properties = new Properties();
        properties.setProperty(DataSourceFactory.JDBC_URL, "jdbc:sqlite:" + database.toUri().toString().replace("file:///", "file:/")
                + (inOrder ? "?immutable=1" : "?mode=ro"));
        return sources.createDataSource(properties).getConnection();
    }
}
