package io.nija.journal.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;

import javax.sql.DataSource;

import io.nija.journal.JournalException;

/** Connections that read: each use has one for itself, so a long reading keeps nobody waiting. Thread-safe. */
final class Readers implements AutoCloseable {

    /** Beyond this many idle ones, a connection is closed when it is given back. */
    private static final int KEPT = 2;

    /** Reads with a connection. */
    interface Reading<T> {
        T read(Connection connection) throws SQLException;
    }

    private final DataSource source;
    private final Dialect dialect;
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private int used;
    private boolean closed;

    Readers(DataSource source, Dialect dialect) {
        this.source = source;
        this.dialect = dialect;
    }

    <T> T with(Reading<T> reading) {
        try {
            Connection connection = take();
            try {
                return reading.read(connection);
            } finally {
                giveBack(connection);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private JournalException failure(SQLException e) {
        if (dialect.trouble(e) == Dialect.Trouble.DAMAGED) {
            return new JournalException(JournalException.DAMAGED, "The journal" + place(dialect)
                    + " is damaged (" + e.getMessage() + "); restore a backup.", e);
        }
        return new JournalException(JournalException.UNREADABLE, "The journal" + place(dialect)
                + " cannot be read (" + e.getMessage() + ").", e);
    }

    static String place(Dialect dialect) {
        return dialect.file().map(file -> " " + file).orElse("");
    }

    private Connection take() throws SQLException {
        synchronized (this) {
            if (closed) {
                throw new JournalException(JournalException.CLOSED, "The journal is closed.");
            }
            used++;
            Connection ready = idle.poll();
            if (ready != null) {
                return ready;
            }
        }
        try {
            Connection fresh = source.getConnection();
            dialect.prepareReader(fresh);
            return fresh;
        } catch (SQLException e) {
            synchronized (this) {
                used--;
                notifyAll();
            }
            throw e;
        }
    }

    private void giveBack(Connection connection) throws SQLException {
        boolean keep;
        synchronized (this) {
            used--;
            keep = !closed && idle.size() < KEPT;
            if (keep) {
                idle.add(connection);
            }
            notifyAll();
        }
        if (!keep) {
            connection.close();
        }
    }

    /** Gives no more connections, and waits a moment for those in use. */
    @Override
    public void close() throws SQLException {
        ArrayDeque<Connection> rest;
        synchronized (this) {
            closed = true;
            long end = System.nanoTime() + 2_000_000_000L;
            try {
                for (long left = end - System.nanoTime(); used > 0 && left > 0; left = end - System.nanoTime()) {
                    wait(left / 1_000_000 + 1);
                }
            } catch (InterruptedException stopNow) {
                Thread.currentThread().interrupt();
            }
            rest = new ArrayDeque<>(idle);
            idle.clear();
        }
        for (Connection connection : rest) {
            connection.close();
        }
    }
}
