package io.nija.journal.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.nija.journal.JournalException;
import io.nija.journal.internal.sqlite.SqliteDialect;
import io.nija.journal.internal.store.JournalOpening;
import io.nija.journal.internal.store.Schema;
import io.nija.platform.TimeSource;

import org.osgi.service.jdbc.DataSourceFactory;

/** Where the journal is: the folder {@code journal} of the data folder. */
public final class JournalFolder {

    private static final String SQLITE = "jdbc:sqlite:";

    private final Path folder;

    public JournalFolder(Path data) {
        folder = data.resolve("journal");
    }

    /** The folder. */
    public Path path() {
        return folder;
    }

    /** The database. */
    public Path database() {
        return folder.resolve("journal.db");
    }

    /** The database that {@code url} of the configuration names; the one here when it is empty. */
    Path database(String url) {
        return url.startsWith(SQLITE) ? Path.of(url.substring(SQLITE.length())) : database();
    }

    Path reserve() {
        return folder.resolve("reserve");
    }

    /** A file that is there while a restore replaces the journal. */
    public Path restoring() {
        return folder.resolveSibling("journal.restoring");
    }

    /** Makes the folder, for this user alone. */
    void prepare() {
        if (Files.exists(restoring())) {
            throw new JournalException(JournalException.UNREADABLE, "A restore was interrupted before it was done; run"
                    + " nija restore FILE again.");
        }
        try {
            Files.createDirectories(folder);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new JournalException(JournalException.UNREADABLE, "The folder " + folder + " cannot be prepared ("
                    + e.getMessage() + "); mend its permissions or set NIJA_DATA.", e);
        }
    }

    /** How the journal here is opened. */
    public JournalOpening opening(DataSourceFactory sources, String url, String build, Supplier<UUID> epochs, TimeSource time) {
        if (!url.isEmpty() && !url.startsWith(SQLITE)) {
            throw new JournalException(JournalException.UNREADABLE, "io.nija.journal.cfg: url " + url
                    + " is of a database that this version cannot keep a journal in; it can in " + SQLITE + "FILE.");
        }
        Path file = database(url);
        SqliteDialect dialect = new SqliteDialect(file);
        return new JournalOpening(source(sources, file), dialect, Schema.CURRENT, build, epochs,
                new BeforeUpgrade(folder, time));
    }

    private static DataSource source(DataSourceFactory sources, Path file) {
        Properties properties = new Properties();
        properties.setProperty(DataSourceFactory.JDBC_URL, SQLITE + file.toAbsolutePath());
        try {
            return sources.createDataSource(properties);
        } catch (SQLException e) {
            throw new JournalException(JournalException.UNREADABLE, e.getMessage() + "; mend its permissions.", e);
        }
    }
}
