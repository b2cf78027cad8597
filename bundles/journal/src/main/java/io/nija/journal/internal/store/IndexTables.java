package io.nija.journal.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

import io.nija.account.LaneId;
import io.nija.journal.Action;
import io.nija.journal.FillApplied;
import io.nija.journal.Intent;
import io.nija.journal.JournalRecord;
import io.nija.journal.LedgerRow;
import io.nija.journal.OrderEvent;
import io.nija.journal.Sent;
import io.nija.journal.internal.codec.Encoded;

/** Keeps the index with the records, in the same transaction. */
final class IndexTables implements AutoCloseable {

    private final PreparedStatement intent;
    private final PreparedStatement sent;
    private final PreparedStatement event;
    private final PreparedStatement exists;
    private final PreparedStatement fill;
    private final PreparedStatement ledger;
    private final PreparedStatement standing;

    IndexTables(Connection connection) throws SQLException {
        intent = connection.prepareStatement("INSERT INTO intent (number, seq, lane, client_order_id, operator_id, sent, filled,"
                + " ended) VALUES (?, ?, ?, ?, ?, 0, '0', 0)");
        sent = connection.prepareStatement("UPDATE intent SET sent = 1 WHERE number = ? AND lane = ?");
        event = connection.prepareStatement("UPDATE intent SET stage = ?, venue_order_id = COALESCE(?, venue_order_id),"
                + " filled = ?, cost = ?, ended = ? WHERE number = ? AND lane = ?");
        exists = connection.prepareStatement("SELECT 1 FROM intent WHERE number = ? AND lane = ?");
        fill = connection.prepareStatement("INSERT INTO fill (lane, trade_id, at, seq) VALUES (?, ?, ?, ?)");
        ledger = connection.prepareStatement("INSERT INTO ledger (lane, ledger_id, at, seq) VALUES (?, ?, ?, ?)");
        standing = connection.prepareStatement("INSERT INTO standing (kind, lane, name, seq) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (kind, lane, name) DO UPDATE SET seq = excluded.seq");
    }

    /** @return whether the record fits what is there; false when it is about an intent of that lane that is not there */
    boolean add(long sequence, Encoded encoded) throws SQLException {
        JournalRecord record = encoded.record();
        if (record instanceof Intent wanted) {
            insert(sequence, wanted);
            return wanted.parent() == null || known(wanted.parent(), wanted.lane());
        }
        if (record.intent() != null && record.lane() != null && !known(record.intent(), record.lane())) {
            return false;
        }
        if (record instanceof Sent command && command.action() == Action.PLACE && command.intent() != null) {
            sent.setLong(1, command.intent());
            sent.setString(2, command.lane().toString());
            sent.executeUpdate();
        } else if (record instanceof OrderEvent happened) {
            update(happened);
        } else if (record instanceof FillApplied applied) {
            insert(fill, applied.lane(), applied.trade().venueTradeId(), applied.trade().at(), sequence);
        } else if (record instanceof LedgerRow row) {
            insert(ledger, row.lane(), row.entry().venueLedgerId(), row.entry().at(), sequence);
        }
        String name = StandingKey.of(record);
        if (name != null) {
            stand(encoded.kind(), record.lane(), name, sequence);
        }
        return true;
    }

    private void insert(long sequence, Intent wanted) throws SQLException {
        intent.setLong(1, wanted.number());
        intent.setLong(2, sequence);
        intent.setString(3, wanted.lane().toString());
        intent.setString(4, wanted.placement().clientOrderId());
        intent.setString(5, wanted.operatorId());
        intent.executeUpdate();
    }

    private boolean known(long number, LaneId lane) throws SQLException {
        exists.setLong(1, number);
        exists.setString(2, lane.toString());
        try (var row = exists.executeQuery()) {
            return row.next();
        }
    }

    private void update(OrderEvent happened) throws SQLException {
        event.setString(1, happened.to().name());
        event.setString(2, happened.venueOrderId());
        event.setString(3, happened.filled().toPlainString());
        event.setString(4, happened.cost() == null ? null : happened.cost().toPlainString());
        event.setInt(5, happened.to().ended() ? 1 : 0);
        event.setLong(6, happened.intent());
        event.setString(7, happened.lane().toString());
        event.executeUpdate();
    }

    private static void insert(PreparedStatement into, LaneId lane, String id, Instant at, long sequence) throws SQLException {
        into.setString(1, lane.toString());
        into.setString(2, id);
        into.setLong(3, Nanos.of(at));
        into.setLong(4, sequence);
        into.executeUpdate();
    }

    private void stand(String kind, LaneId lane, String name, long sequence) throws SQLException {
        standing.setString(1, kind);
        standing.setString(2, lane == null ? "" : lane.toString());
        standing.setString(3, name);
        standing.setLong(4, sequence);
        standing.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : new PreparedStatement[] {intent, sent, event, exists, fill, ledger, standing}) {
            statement.close();
        }
    }
}
