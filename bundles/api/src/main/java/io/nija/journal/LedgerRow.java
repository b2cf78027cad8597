package io.nija.journal;

import java.util.Objects;

import io.nija.account.LaneId;
import io.nija.broker.LedgerEntry;

/**
 * A balance changed, and it is known why. The journal holds each venue ledger id of a lane once, as with fills.
 *
 * @param entry as the venue booked it
 * @param intent the number of the intent whose order caused it; null when none did
 */
public record LedgerRow(LedgerEntry entry, Long intent) implements JournalRecord {

    public LedgerRow {
        Objects.requireNonNull(entry.lane(), "lane");
        Objects.requireNonNull(entry.venueLedgerId(), "venue ledger id");
        Objects.requireNonNull(entry.type(), "type");
        Objects.requireNonNull(entry.asset(), "asset");
        Objects.requireNonNull(entry.amount(), "amount");
        Objects.requireNonNull(entry.at(), "at");
    }

    @Override
    public LaneId lane() {
        return entry.lane();
    }
}
