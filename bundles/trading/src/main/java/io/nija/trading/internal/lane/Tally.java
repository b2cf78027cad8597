package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.nija.account.LaneId;
import io.nija.journal.FillApplied;
import io.nija.journal.LedgerRow;

/**
 * What should be at the venue: the rows of its ledger since the opening and, until they are read, what our fills changed. Pure and
 * not thread-safe.
 */
final class Tally {

    /** Far more than are made between two readings of the ledger; of older ones only the sum is kept. */
    static final int MOST_UNLEDGERED = 5_000;

    final LedgerRows rows = new LedgerRows();
    /** Fills whose ledger rows are not here, by trade id. */
    final Map<String, FillApplied> unledgered = new LinkedHashMap<>();
    /** What fills changed whose rows never came, by asset. */
    private final SortedMap<String, BigDecimal> givenUp = new TreeMap<>();
    private Instant lastChange = Instant.EPOCH;

    /** As the mark of the opening has it. */
    void open(String opening) {
        String[] parts = opening.split(" ");
        Map<String, BigDecimal> balances = new TreeMap<>();
        for (int part = 1; part < parts.length; part++) {
            int equals = parts[part].lastIndexOf('=');
            balances.put(parts[part].substring(0, equals), new BigDecimal(parts[part].substring(equals + 1)));
        }
        rows.open(Instant.parse(parts[0]), balances);
    }

    /** A fill was booked: it changed balances, whatever the ledger says later. */
    void fill(FillApplied fill) {
        rows.owner(fill);
        lastChange = fill.trade().at().isAfter(lastChange) ? fill.trade().at() : lastChange;
        boolean counts = rows.since() == null || fill.trade().at().isAfter(rows.since());
        if (counts && !rows.complete(fill)) {
            unledgered.put(fill.trade().venueTradeId(), fill);
            bound();
        }
    }

    /** Of a fill whose rows never come only what it changed is kept; rows that come all the same are then unexplained, which stops entries. */
    private void bound() {
        while (unledgered.size() > MOST_UNLEDGERED) {
            FillApplied oldest = unledgered.remove(unledgered.keySet().iterator().next());
            // What was before the opening is in it.
            if (rows.since() != null && oldest.trade().at().isAfter(rows.since())) {
                rows.effect(oldest).forEach((asset, change) -> givenUp.merge(asset, change, BigDecimal::add));
            }
        }
    }

    /** A row of the ledger that is kept. */
    void row(LedgerRow row) {
        rows.add(row);
        Instant at = row.entry().at();
        lastChange = at.isAfter(lastChange) ? at : lastChange;
        unledgered.computeIfPresent(String.valueOf(row.entry().reference()), (trade, fill) -> rows.complete(fill) ? null : fill);
    }

    /** When a balance last changed, by the venue's clock. */
    Instant lastChange() {
        return lastChange;
    }

    /** What each balance should be; only after the opening. */
    Map<String, BigDecimal> expected() {
        Map<String, BigDecimal> expected = new TreeMap<>(rows.book().balances());
        givenUp.forEach((asset, change) -> expected.merge(asset, change, BigDecimal::add));
        for (FillApplied fill : unledgered.values()) {
            if (fill.trade().at().isAfter(rows.since())) {
                rows.effect(fill).forEach((asset, change) -> expected.merge(asset, change, BigDecimal::add));
            }
        }
        return expected;
    }

    void write(FieldLines to) {
        to.line("last-change", lastChange);
        givenUp.forEach((asset, change) -> to.line("given-up", asset, change));
        unledgered.values().forEach(fill -> to.line("unledgered", RecordFields.of(fill)));
        rows.write(to);
    }

    /** Reads a line after {@link #open}. @return whether it is one of these */
    boolean read(LaneId lane, FieldLine from) {
        switch (from.kind()) {
            case "last-change" -> lastChange = from.instant();
            case "given-up" -> givenUp.put(from.text(), from.decimal());
            case "unledgered" -> {
                FillApplied fill = RecordFields.fill(lane, from);
                unledgered.put(fill.trade().venueTradeId(), fill);
            }
            default -> {
                return rows.read(lane, from);
            }
        }
        return true;
    }
}
