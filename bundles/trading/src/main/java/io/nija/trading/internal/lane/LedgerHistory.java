package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.nija.account.LaneId;
import io.nija.books.Fill;
import io.nija.books.LedgerBook;
import io.nija.books.LedgerBook.Owner;
import io.nija.books.LedgerKind;
import io.nija.books.LedgerRow;
import io.nija.books.TradeBook;
import io.nija.broker.LedgerEntry;
import io.nija.journal.FillApplied;
import io.nija.journal.JournalHistory;
import io.nija.journal.Mark;
import io.nija.market.Symbol;

/**
 * All that the journal has of one lane's money: every balance change typed, and every fill with its fees. Read once; waits
 * for the disk.
 *
 * @param since from when balances are accounted for; null when they are not yet
 * @param opening what was there then
 * @param book the rows since then
 * @param orders the numbers of the orders that caused rows, by the venue's id of the row
 * @param fills every fill of NIJA's, those of the owner's own coins left out
 * @param unledgered how fills changed balances that no row tells yet, by asset
 */
public record LedgerHistory(Instant since, Map<String, BigDecimal> opening, LedgerBook book, Map<String, Long> orders,
        List<TradeBook.OwnFill> fills, SortedMap<String, BigDecimal> unledgered) {

    /** Reads it. */
    public static LedgerHistory read(JournalHistory history, LaneId lane) {
        Instant end = Instant.parse("9999-12-31T00:00:00Z");
        Tally tally = new Tally();
        history.mark(lane, LaneLedger.OPENING).ifPresent(tally::open);
        LedgerRows rows = tally.rows;
        Map<String, LedgerKind> explanations = new HashMap<>();
        // One that cannot be read leaves its row unexplained; the lane says so in the log.
        history.standing(Mark.class, damaged -> {}).stream().filter(mark -> lane.equals(mark.lane()) && mark.name().startsWith(LaneLedger.EXPLAINED))
                .forEach(mark -> explanations.put(mark.name().substring(LaneLedger.EXPLAINED.length()), LedgerKind.valueOf(mark.value())));
        Map<String, FillApplied> applied = new LinkedHashMap<>();
        history.fills(lane, Instant.EPOCH, end, fill -> applied.put(fill.trade().venueTradeId(), fill));
        List<LedgerEntry> entries = new ArrayList<>();
        Map<String, Long> orders = new HashMap<>();
        Map<String, SortedMap<String, BigDecimal>> late = new HashMap<>();
        history.ledger(lane, Instant.EPOCH, end, row -> {
            entries.add(row.entry());
            rows.told(row);
            if (row.intent() != null) {
                orders.put(row.entry().venueLedgerId(), row.intent());
            }
            FillApplied fill = row.entry().reference() == null ? null : applied.get(row.entry().reference());
            if (fill != null && fill.trade().feeCurrency() == null && row.entry().fee().signum() != 0) {
                late.computeIfAbsent(row.entry().reference(), first -> new TreeMap<>()).merge(row.entry().asset(), row.entry().fee(), BigDecimal::add);
            }
        });
        List<TradeBook.OwnFill> fills = new ArrayList<>();
        SortedMap<String, BigDecimal> unledgered = new TreeMap<>();
        for (FillApplied fill : applied.values()) {
            if (fill.intent() != null && !Shares.FOREIGN.equals(fill.strategy())) {
                fills.add(new TradeBook.OwnFill(fill.strategy() == null ? "" : fill.strategy(), Fill.of(fill.trade(), Symbol.parse(fill.trade().symbol())),
                        late.getOrDefault(fill.trade().venueTradeId(), new TreeMap<>())));
            }
            if (rows.since() != null && fill.trade().at().isAfter(rows.since())) {
                rows.effect(fill).forEach((asset, change) -> unledgered.merge(asset, change, BigDecimal::add));
            }
        }
        unledgered.values().removeIf(amount -> amount.signum() == 0);
        LedgerBook book = rows.since() == null ? LedgerBook.of(Map.of(), List.of(), trade -> null, Map.of())
                : LedgerBook.of(rows.opening(), LedgerRows.counting(rows.since(), rows.opening(), LedgerRows.sorted(entries)),
                        trade -> owner(applied.get(trade)), explanations);
        return new LedgerHistory(rows.since(), rows.opening(), book, orders, fills, unledgered);
    }

    private static Owner owner(FillApplied fill) {
        return fill == null ? new Owner.Foreign() : LedgerRows.owner(fill.intent(), fill.strategy());
    }

    /** The rows, each with what its asset's balance was after it. */
    public List<LedgerRow> running() {
        Map<String, BigDecimal> reached = new HashMap<>(opening);
        List<LedgerRow> running = new ArrayList<>();
        for (LedgerRow row : book.rows()) {
            BigDecimal after = reached.getOrDefault(row.asset(), BigDecimal.ZERO).add(row.change());
            reached.put(row.asset(), after);
            running.add(new LedgerRow(row.lane(), row.id(), row.at(), row.kind(), row.asset(), row.amount(), row.fee(), after,
                    row.reference(), row.owner(), row.venueType()));
        }
        return running;
    }
}
