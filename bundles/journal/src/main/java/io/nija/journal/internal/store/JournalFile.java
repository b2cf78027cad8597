package io.nija.journal.internal.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.nija.journal.EpochBegun;
import io.nija.journal.Intent;
import io.nija.journal.JournalHistory;
import io.nija.journal.Receipt;
import io.nija.journal.internal.codec.Encoded;
import io.nija.journal.internal.codec.RecordCodec;

/**
 * An open journal: one connection that writes, others that read. Writing is for one thread at a time; {@link #history()}
 * and {@link #upkeep} are for any.
 */
public final class JournalFile implements AutoCloseable {

    private final Dialect dialect;
    private final Connection connection;
    private final Transaction transaction;
    private final RecordTable records;
    private final IndexTables index;
    private final Readers readers;
    private final Rows rows;
    private final UUID epoch;
    private final long highestIntent;
    private long last;
    private long committed;

    JournalFile(Connection connection, DataSource source, Dialect dialect, RecordCodec codec, Consumer<String> damage)
            throws SQLException {
        this.connection = connection;
        transaction = new Transaction(connection);
        this.dialect = dialect;
        records = new RecordTable(connection);
        index = new IndexTables(connection);
        readers = new Readers(source, dialect);
        rows = new Rows(codec, Readers.place(dialect), damage);
        last = number("SELECT MAX(seq) FROM record");
        committed = last;
        highestIntent = number("SELECT MAX(number) FROM intent");
        epoch = newestEpoch();
    }

    private UUID newestEpoch() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + Rows.COLUMNS
                + " FROM record r WHERE r.kind = ? ORDER BY r.seq DESC LIMIT 1")) {
            statement.setString(1, RecordCodec.kind(EpochBegun.class));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Rows.content(rows.entry(row), EpochBegun.class).epoch() : null;
            }
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    Connection connection() {
        return connection;
    }

    /** What client order ids derive from now; null in a journal that was just made. */
    public UUID epoch() {
        return epoch;
    }

    /** The highest number an intent has; 0 when there is none. */
    public long highestIntent() {
        return highestIntent;
    }

    /** The sequence of the last committed record. */
    public long last() {
        return committed;
    }

    /** Puts records into the open transaction, all or none. */
    public Put put(List<Encoded> append, Instant at) throws SQLException {
        long before = last;
        transaction.begin();
        transaction.execute("SAVEPOINT append");
        try {
            for (Encoded encoded : append) {
                last++;
                records.write(last, at, encoded);
                if (!index.add(last, encoded)) {
                    return undo(before, Receipt.Refused.INVALID, "A record (" + encoded.kind()
                            + ") is about an intent that is not there, or is another lane's.");
                }
            }
        } catch (SQLException e) {
            if (dialect.trouble(e) == Dialect.Trouble.DUPLICATE) {
                return undo(before, Receipt.Refused.DUPLICATE, duplicate(append));
            }
            throw e;
        }
        transaction.execute("RELEASE append");
        return new Put.Done(before + 1, last);
    }

    private Put undo(long before, String code, String reason) throws SQLException {
        transaction.execute("ROLLBACK TO append");
        transaction.execute("RELEASE append");
        last = before;
        return new Put.Refused(code, reason);
    }

    private static String duplicate(List<Encoded> append) {
        return append.stream().map(Encoded::record).anyMatch(Intent.class::isInstance)
                ? "An intent with that number, client order id or operator's id is there already."
                : "That fill or ledger row of the venue is there already.";
    }

    /** Forces everything put since the last commit to the disk. */
    public void commit() throws SQLException {
        transaction.commit();
        committed = last;
    }

    /** Forgets everything put since the last commit. */
    public void rollback() throws SQLException {
        last = committed;
        transaction.rollback();
    }

    /** What kind of trouble a failure is. */
    public Dialect.Trouble trouble(SQLException failure) {
        return dialect.trouble(failure);
    }

    /** What was written. */
    public JournalHistory history() {
        return new SqlHistory(readers, rows);
    }

    /** The file it is in; empty when it is in none. */
    public Optional<Path> path() {
        return dialect.file();
    }

    /** The checksum of a record, by which it is known again; empty when there is none of that sequence. */
    public OptionalLong checksum(long sequence) {
        return readers.with(own -> {
            try (PreparedStatement statement = own.prepareStatement("SELECT crc FROM record WHERE seq = ?")) {
                statement.setLong(1, sequence);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
                }
            }
        });
    }

    /** Work beside writing: with a connection of its own. */
    public interface Upkeep {
        void with(Dialect dialect, Connection connection) throws SQLException;
    }

    /** Does work beside writing, on the caller's thread. */
    public void upkeep(Upkeep work) {
        readers.with(own -> {
            work.with(dialect, own);
            return null;
        });
    }

    @Override
    public void close() throws SQLException {
        try (connection; readers; index; records) {
            rollback();
        }
    }
}
