package io.nija.trading.internal.lane;

import io.nija.account.LaneId;
import io.nija.broker.LedgerEntry;
import io.nija.journal.FillApplied;
import io.nija.order.Side;
import io.nija.order.Trade;

/** Records of a lane as fields of a checkpoint; the lane itself stands at its head. */
final class RecordFields {

    private RecordFields() {}

    static Object[] of(FillApplied fill) {
        Trade trade = fill.trade();
        return new Object[] {trade.venueTradeId(), trade.venueOrderId(), trade.clientOrderId(), trade.symbol(), trade.side(), trade.price(),
                trade.quantity(), trade.cost(), trade.fee(), trade.feeCurrency(), trade.maker(), trade.at(), fill.intent(), fill.strategy()};
    }

    static FillApplied fill(LaneId lane, FieldLine from) {
        Trade trade = new Trade(lane, from.text(), from.text(), from.text(), from.text(), from.one(Side.class), from.decimal(), from.decimal(),
                from.decimal(), from.decimal(), from.text(), from.flag(), from.instant());
        return new FillApplied(trade, from.number(), from.text());
    }

    static Object[] of(LedgerEntry entry) {
        return new Object[] {entry.venueLedgerId(), entry.reference(), entry.type(), entry.venueType(), entry.asset(), entry.amount(), entry.fee(),
                entry.balance(), entry.at()};
    }

    static LedgerEntry entry(LaneId lane, FieldLine from) {
        return new LedgerEntry(lane, from.text(), from.text(), from.one(LedgerEntry.Type.class), from.text(), from.text(), from.decimal(), from.decimal(),
                from.decimal(), from.instant());
    }
}
