package io.nija.journal.internal.store;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.nija.account.LaneId;
import io.nija.journal.Checkpoint;
import io.nija.journal.Entry;
import io.nija.journal.FillApplied;
import io.nija.journal.Intent;
import io.nija.journal.IntentState;
import io.nija.journal.JournalException;
import io.nija.journal.JournalHistory;
import io.nija.journal.JournalRecord;
import io.nija.journal.LedgerRow;
import io.nija.journal.Mark;
import io.nija.journal.OrderStage;
import io.nija.journal.Unreadable;
import io.nija.journal.internal.codec.RecordCodec;

/** What was written, read from the tables. */
final class SqlHistory implements JournalHistory {

    /** Rows per reading of a long replay, so that no reading keeps the log from being tidied for long. */
    private static final int CHUNK = 5_000;

    private static final String INTENTS = "SELECT " + Rows.COLUMNS
            + ", i.sent, i.stage, i.venue_order_id, i.filled, i.cost FROM intent i JOIN record r ON r.seq = i.seq WHERE ";

    private final Readers readers;
    private final Rows rows;

    SqlHistory(Readers readers, Rows rows) {
        this.readers = readers;
        this.rows = rows;
    }

    @Override
    public long last() {
        return readers.with(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT MAX(seq) FROM record");
                    ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0L;
            }
        });
    }

    @Override
    public void replay(long after, Consumer<Entry> to) {
        long last = last();
        long expected = after + 1;
        while (expected <= last) {
            List<Entry> chunk = query("SELECT " + Rows.COLUMNS + " FROM record r WHERE r.seq >= ? AND r.seq <= ?"
                    + " ORDER BY r.seq LIMIT " + CHUNK, expected, last);
            for (Entry entry : chunk) {
                if (entry.sequence() > expected) {
                    to.accept(new Entry(expected, entry.writtenAt(), rows.missing(expected, entry.sequence() - 1)));
                }
                to.accept(entry);
                expected = entry.sequence() + 1;
            }
            if (chunk.isEmpty()) {
                throw new JournalException(JournalException.DAMAGED,
                        rows.missing(expected, last).reason() + " Restore a backup.");
            }
        }
    }

    @Override
    public Optional<IntentState> intent(long number) {
        return first(INTENTS + "i.number = ?", number);
    }

    @Override
    public Optional<IntentState> intentOf(String clientOrderId) {
        return first(INTENTS + "i.client_order_id = ?", clientOrderId);
    }

    @Override
    public Optional<IntentState> intentAtVenue(String venueOrderId) {
        return first(INTENTS + "i.venue_order_id = ? ORDER BY i.number DESC", venueOrderId);
    }

    @Override
    public Optional<IntentState> intentOf(LaneId lane, String operatorId) {
        return first(INTENTS + "i.lane = ? AND i.operator_id = ?", lane.toString(), operatorId);
    }

    @Override
    public List<IntentState> openIntents() {
        return list(INTENTS + "i.ended = 0 ORDER BY i.number", this::state);
    }

    @Override
    public List<IntentState> openIntents(LaneId lane) {
        return list(INTENTS + "i.ended = 0 AND i.lane = ? ORDER BY i.number", this::state, lane.toString());
    }

    private Optional<IntentState> first(String sql, Object... values) {
        return list(sql, this::state, values).stream().findFirst();
    }

    private IntentState state(ResultSet row) throws SQLException {
        Entry entry = rows.entry(row);
        boolean sent = row.getInt(Rows.NEXT) != 0;
        String stage = row.getString(Rows.NEXT + 1);
        String cost = row.getString(Rows.NEXT + 4);
        OrderStage now = stage != null ? OrderStage.valueOf(stage) : sent ? OrderStage.SUBMITTED : OrderStage.CREATED;
        return new IntentState(Rows.content(entry, Intent.class), entry.sequence(), entry.writtenAt(), sent, now,
                row.getString(Rows.NEXT + 2), new BigDecimal(row.getString(Rows.NEXT + 3)),
                cost == null ? null : new BigDecimal(cost));
    }

    @Override
    public List<Entry> story(long intent) {
        return query("SELECT " + Rows.COLUMNS + " FROM record r WHERE r.intent = ? ORDER BY r.seq", intent);
    }

    @Override
    public List<Entry> newest(Class<? extends JournalRecord> kind, LaneId lane, int limit) {
        if (kind == Intent.class && lane != null) {
            return query("SELECT " + Rows.COLUMNS + " FROM intent i JOIN record r ON r.seq = i.seq WHERE i.lane = ? ORDER BY i.seq DESC LIMIT ?",
                    lane.toString(), limit);
        }
        String head = "SELECT " + Rows.COLUMNS + " FROM record r WHERE r.kind = ?";
        String name = RecordCodec.kind(kind);
        return lane == null
                ? query(head + " ORDER BY r.seq DESC LIMIT ?", name, limit)
                : query(head + " AND r.lane = ? ORDER BY r.seq DESC LIMIT ?", name, lane.toString(), limit);
    }

    @Override
    public boolean hasFill(LaneId lane, String venueTradeId) {
        return !list("SELECT seq FROM fill WHERE lane = ? AND trade_id = ?", row -> row.getLong(1), lane.toString(),
                venueTradeId).isEmpty();
    }

    @Override
    public void fills(LaneId lane, Instant from, Instant to, Consumer<FillApplied> each) {
        timed("fill", FillApplied.class, lane, from, to, each);
    }

    @Override
    public void ledger(LaneId lane, Instant from, Instant to, Consumer<LedgerRow> each) {
        timed("ledger", LedgerRow.class, lane, from, to, each);
    }

    @Override
    public List<Entry> booked(LaneId lane, long after, int most) {
        // The index says which they are, and not the records: one that is gone or damaged must not look as if it was another lane's.
        String of = lane.toString();
        List<Entry> entries = list("SELECT " + Rows.COLUMNS + ", x.seq FROM (SELECT seq FROM fill WHERE lane = ? AND seq > ?"
                + " UNION ALL SELECT seq FROM ledger WHERE lane = ? AND seq > ? ORDER BY seq LIMIT ?) x LEFT JOIN record r ON r.seq = x.seq"
                + " ORDER BY x.seq", row -> row.getString(3) == null ? rows.gone(row.getLong(Rows.NEXT)) : rows.entry(row), of, after, of, after, most);
        entries.forEach(entry -> {
            if (!(entry.record() instanceof FillApplied)) {
                Rows.content(entry, LedgerRow.class);
            }
        });
        return entries;
    }

    private <R extends JournalRecord> void timed(String table, Class<R> kind, LaneId lane, Instant from, Instant to,
            Consumer<R> each) {
        long end = Nanos.of(to);
        long at = Nanos.of(from);
        long sequence = 0;
        while (true) {
            // From where the last chunk ended: two may have the same time.
            String sql = "SELECT " + Rows.COLUMNS + ", x.at FROM " + table + " x JOIN record r ON r.seq = x.seq"
                    + " WHERE (x.at, x.seq) > (?, ?) AND x.at < ?" + (lane == null ? "" : " AND x.lane = ?")
                    + " ORDER BY x.at, x.seq LIMIT " + CHUNK;
            Object[] values = lane == null ? new Object[] {at, sequence, end}
                    : new Object[] {at, sequence, end, lane.toString()};
            List<At> chunk = list(sql, row -> new At(rows.entry(row), row.getLong(Rows.NEXT)), values);
            chunk.forEach(found -> each.accept(Rows.content(found.entry(), kind)));
            if (chunk.size() < CHUNK) {
                return;
            }
            at = chunk.get(CHUNK - 1).at();
            sequence = chunk.get(CHUNK - 1).entry().sequence();
        }
    }

    private record At(Entry entry, long at) {}

    @Override
    public <R extends JournalRecord> List<R> standing(Class<R> kind) {
        return standingEntries(kind).stream().map(entry -> Rows.content(entry, kind)).toList();
    }

    @Override
    public <R extends JournalRecord> List<R> standing(Class<R> kind, Consumer<String> damaged) {
        List<R> whole = new ArrayList<>();
        for (Entry entry : standingEntries(kind)) {
            if (entry.record() instanceof Unreadable unreadable) {
                damaged.accept(unreadable.reason());
            } else {
                whole.add(Rows.content(entry, kind));
            }
        }
        return whole;
    }

    private List<Entry> standingEntries(Class<? extends JournalRecord> kind) {
        StandingKey.require(kind);
        return query("SELECT " + Rows.COLUMNS + " FROM standing s JOIN record r ON r.seq = s.seq WHERE s.kind = ?"
                + " ORDER BY s.lane, s.name", RecordCodec.kind(kind));
    }

    @Override
    public Optional<String> mark(LaneId lane, String name) {
        return standing(Mark.class, lane == null ? "" : lane.toString(), name).map(Mark::value);
    }

    @Override
    public Optional<Checkpoint> checkpoint(String name) {
        return standing(Checkpoint.class, "", name);
    }

    private <R extends JournalRecord> Optional<R> standing(Class<R> kind, String lane, String name) {
        return query("SELECT " + Rows.COLUMNS + " FROM standing s JOIN record r ON r.seq = s.seq"
                + " WHERE s.kind = ? AND s.lane = ? AND s.name = ?", RecordCodec.kind(kind), lane, name).stream()
                .findFirst().map(entry -> Rows.content(entry, kind));
    }

    private List<Entry> query(String sql, Object... values) {
        return list(sql, rows::entry, values);
    }

    /** Makes something of a row. */
    private interface Making<T> {
        T make(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String sql, Making<T> making, Object... values) {
        return readers.with(connection -> read(connection, sql, making, values));
    }

    private static <T> List<T> read(Connection connection, String sql, Making<T> making, Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<T> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(making.make(row));
                }
            }
            return found;
        }
    }
}
