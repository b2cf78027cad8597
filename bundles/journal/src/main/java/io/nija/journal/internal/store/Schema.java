package io.nija.journal.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.nija.journal.JournalException;

/**
 * The tables. {@code record} is the journal; all others are its index, written in the same transaction, so that a start
 * reads what is open and not what ever was.
 *
 * @param steps what to do to come from version n to n + 1, at index n; the first makes everything
 */
public record Schema(List<List<String>> steps) {

    /** What this program writes. */
    public static final Schema CURRENT = new Schema(List.of(List.of(
            "CREATE TABLE record (seq INTEGER PRIMARY KEY, at BIGINT NOT NULL, kind TEXT NOT NULL, lane TEXT, intent BIGINT,"
                    + " body TEXT NOT NULL, crc BIGINT NOT NULL)",
            "CREATE INDEX record_of_intent ON record (intent, seq) WHERE intent IS NOT NULL",
            "CREATE INDEX record_of_kind ON record (kind, seq)",
            "CREATE TABLE intent (number INTEGER PRIMARY KEY, seq BIGINT NOT NULL, lane TEXT NOT NULL,"
                    + " client_order_id TEXT NOT NULL UNIQUE, operator_id TEXT, sent INTEGER NOT NULL, stage TEXT,"
                    + " venue_order_id TEXT, filled TEXT NOT NULL, cost TEXT, ended INTEGER NOT NULL)",
            "CREATE UNIQUE INDEX intent_of_operator ON intent (lane, operator_id) WHERE operator_id IS NOT NULL",
            "CREATE INDEX intent_open ON intent (number) WHERE ended = 0",
            "CREATE TABLE fill (lane TEXT NOT NULL, trade_id TEXT NOT NULL, at BIGINT NOT NULL, seq BIGINT NOT NULL,"
                    + " PRIMARY KEY (lane, trade_id))",
            "CREATE INDEX fill_time ON fill (at, seq)",
            "CREATE TABLE ledger (lane TEXT NOT NULL, ledger_id TEXT NOT NULL, at BIGINT NOT NULL, seq BIGINT NOT NULL,"
                    + " PRIMARY KEY (lane, ledger_id))",
            "CREATE INDEX ledger_time ON ledger (at, seq)",
            "CREATE TABLE standing (kind TEXT NOT NULL, lane TEXT NOT NULL, name TEXT NOT NULL, seq BIGINT NOT NULL,"
                    + " PRIMARY KEY (kind, lane, name))")));

    /** Only for speed: made where they are missing, and an older NIJA keeps them up to date without knowing of them. */
    private static final List<String> INDEXES = List.of(
            "CREATE INDEX IF NOT EXISTS fill_written ON fill (lane, seq)",
            "CREATE INDEX IF NOT EXISTS ledger_written ON ledger (lane, seq)",
            "CREATE INDEX IF NOT EXISTS intent_written ON intent (lane, seq)");

    public Schema {
        steps = List.copyOf(steps);
    }

    /** The version this schema is. */
    public int version() {
        return steps.size();
    }

    /**
     * One sentence about a journal that this program must leave alone.
     *
     * @param place where it is, with a space before it; may be empty
     */
    public static String newer(String place, int found, int known) {
        return "The journal" + place + " was written by a newer NIJA (version " + found + " of the journal, this one knows " + known
                + "); start that NIJA, or restore a backup that this one made.";
    }

    /** The version that is there; 0 when there is nothing. */
    public static int found(Connection connection) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, "journal_meta", null)) {
            if (!tables.next()) {
                return 0;
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT value FROM journal_meta WHERE name = 'schema'")) {
            if (!row.next()) {
                throw new JournalException(JournalException.DAMAGED,
                        "The journal does not say which version it is; it is damaged: restore a backup.");
            }
            return Integer.parseInt(row.getString(1));
        }
    }

    /** Brings what is there to this version, in the caller's transaction. */
    void apply(Connection connection, int from, String build) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (from == 0) {
                statement.execute("CREATE TABLE journal_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)");
            }
            for (List<String> step : steps.subList(from, steps.size())) {
                for (String sql : step) {
                    statement.execute(sql);
                }
            }
        }
        set(connection, "schema", Integer.toString(version()));
        set(connection, "build", build);
    }

    /** Makes what only makes reading fast. */
    static void index(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : INDEXES) {
                statement.execute(sql);
            }
        }
    }

    private static void set(Connection connection, String name, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO journal_meta (name, value) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")) {
            statement.setString(1, name);
            statement.setString(2, value);
            statement.executeUpdate();
        }
    }
}
