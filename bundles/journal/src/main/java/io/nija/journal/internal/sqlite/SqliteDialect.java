package io.nija.journal.internal.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.nija.journal.internal.store.Dialect;

/**
 * SQLite with a write-ahead log and {@code synchronous=FULL}: each commit writes the log and forces it (sqlite.org,
 * "Write-Ahead Logging" and pragma synchronous). Readers have connections of their own and never wait for the writer.
 */
public final class SqliteDialect implements Dialect {

    /** Primary result codes, sqlite.org/rescode.html. */
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CONSTRAINT = 19;
    private static final int NOT_A_DATABASE = 26;
    /** Extended codes that a full disk shows itself by, when it is not the log that has no room. */
    private static final int IOERR_WRITE = 778;
    private static final int IOERR_TRUNCATE = 1546;
    private static final int IOERR_SHMSIZE = 4874;

    /** What {@code PRAGMA synchronous} answers. */
    private static final String SYNCHRONOUS_FULL = "2";

    private static final int BUSY_MS = 10_000;
    private static final int MOST_FINDINGS = 20;

    private final Path file;
    private final boolean durable;

    public SqliteDialect(Path file) {
        this(file, true);
    }

    /** @param durable false only for the test that proves that its proof of durability can fail */
    SqliteDialect(Path file, boolean durable) {
        this.file = file;
        this.durable = durable;
    }

    @Override
    public void prepareWriter(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout=" + BUSY_MS);
            statement.execute("PRAGMA cell_size_check=ON");
            expect(statement, "PRAGMA journal_mode=WAL", "wal");
            statement.execute("PRAGMA synchronous=" + (durable ? "FULL" : "OFF"));
            if (durable) {
                expect(statement, "PRAGMA synchronous", SYNCHRONOUS_FULL);
            }
        }
    }

    private static void expect(Statement statement, String pragma, String wanted) throws SQLException {
        try (ResultSet answer = statement.executeQuery(pragma)) {
            String found = answer.next() ? answer.getString(1) : "";
            if (!wanted.equalsIgnoreCase(found)) {
                throw new SQLException(pragma + " is " + found + " and not " + wanted
                        + "; the file system may not offer what a write-ahead log needs");
            }
        }
    }

    @Override
    public void prepareReader(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout=" + BUSY_MS);
            statement.execute("PRAGMA cell_size_check=ON");
        }
    }

    @Override
    public Trouble trouble(SQLException failure) {
        int extended = failure instanceof org.sqlite.SQLiteException sqlite ? sqlite.getResultCode().code : failure.getErrorCode();
        return switch (extended & 0xFF) {
            case CONSTRAINT -> Trouble.DUPLICATE;
            case FULL -> Trouble.FULL;
            case CORRUPT, NOT_A_DATABASE -> Trouble.DAMAGED;
            default -> extended == IOERR_WRITE || extended == IOERR_TRUNCATE || extended == IOERR_SHMSIZE
                    ? Trouble.FULL : Trouble.OTHER;
        };
    }

    @Override
    public List<String> check(Connection connection) throws SQLException {
        List<String> findings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("PRAGMA quick_check(" + MOST_FINDINGS + ")")) {
            while (found.next()) {
                if (!"ok".equals(found.getString(1))) {
                    findings.add(found.getString(1));
                }
            }
        }
        return findings;
    }

    @Override
    public void copy(Connection connection, Path to) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM INTO '" + to.toAbsolutePath().toString().replace("'", "''") + "'");
        }
    }

    @Override
    public void tidy(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
        }
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(file);
    }
}
