package io.nija.journal.internal.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.nija.journal.EpochBegun;
import io.nija.journal.JournalException;
import io.nija.journal.internal.codec.RecordCodec;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a journal: makes a new one, or brings an older one to this version after a copy of it was put aside.
 *
 * @param source where connections come from
 * @param dialect of that database
 * @param schema what this program writes
 * @param build of this program
 * @param epochs makes a new epoch
 * @param aside where the copy before an upgrade is put
 */
public record JournalOpening(DataSource source, Dialect dialect, Schema schema, String build, Supplier<UUID> epochs,
        Aside aside) {

    private static final Logger LOG = LoggerFactory.getLogger(JournalOpening.class);

    /** Puts a copy aside. */
    public interface Aside {

        /**
         * Copies what is there now, forced to the disk.
         *
         * @return the file
         */
        Path keep(Dialect dialect, Connection connection, int version) throws SQLException;
    }

    /**
     * Opens it.
     *
     * @param damage is told one line for each damaged record, also later
     * @throws JournalException with a sentence for the operator
     */
    public JournalFile open(RecordCodec codec, Instant now, Consumer<String> damage) {
        Connection connection = null;
        try {
            connection = source.getConnection();
            dialect.prepareWriter(connection);
            prepare(connection);
            JournalFile file = new JournalFile(connection, source, dialect, codec, damage);
            if (file.epoch() != null) {
                return file;
            }
            return begun(file, connection, codec, now, "created", "", damage);
        } catch (SQLException e) {
            throw failure(e, connection);
        } catch (JournalException e) {
            close(connection, e);
            throw e;
        }
    }

    /** As {@link #open}, and begins a new epoch. */
    public JournalFile openRestored(RecordCodec codec, Instant now, String who, Consumer<String> damage) {
        JournalFile file = open(codec, now, damage);
        try {
            return begun(file, file.connection(), codec, now, "restored", who, damage);
        } catch (SQLException e) {
            throw failure(e, file.connection());
        }
    }

    private JournalFile begun(JournalFile file, Connection connection, RecordCodec codec, Instant now, String cause, String who,
            Consumer<String> damage) throws SQLException {
        file.put(List.of(codec.encode(new EpochBegun(epochs.get(), cause, build, who))), now);
        file.commit();
        return new JournalFile(connection, source, dialect, codec, damage);
    }

    private void prepare(Connection connection) throws SQLException {
        int found = Schema.found(connection);
        if (found > schema.version()) {
            throw new JournalException(JournalException.NEWER, Schema.newer(Readers.place(dialect), found, schema.version()));
        }
        if (found > 0 && found < schema.version()) {
            aside.keep(dialect, connection, found);
        }
        if (found < schema.version()) {
            Transaction transaction = new Transaction(connection);
            transaction.begin();
            try {
                schema.apply(connection, found, build);
                transaction.commit();
            } catch (SQLException e) {
                transaction.rollback();
                throw e;
            }
        }
        try {
            Schema.index(connection);
        } catch (SQLException e) {
            if (dialect.trouble(e) != Dialect.Trouble.FULL) {
                throw e;
            }
            LOG.warn("The disk is full, so the journal{} has no index of what each lane booked; a start takes longer.", Readers.place(dialect));
        }
    }

    private JournalException failure(SQLException e, Connection connection) {
        boolean damaged = dialect.trouble(e) == Dialect.Trouble.DAMAGED;
        JournalException said = damaged
                ? new JournalException(JournalException.DAMAGED, "The journal" + Readers.place(dialect) + " is damaged ("
                        + e.getMessage() + "); restore a backup with nija restore FILE.", e)
                : new JournalException(JournalException.UNREADABLE, "The journal" + Readers.place(dialect)
                        + " cannot be opened (" + e.getMessage() + "); mend the folder's permissions or its disk.", e);
        close(connection, said);
        return said;
    }

    private static void close(Connection connection, JournalException because) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                because.addSuppressed(e);
            }
        }
    }
}
