package io.nija.journal;

import java.util.Objects;

import io.nija.account.LaneId;
import io.nija.order.Trade;

/**
 * A fill was booked. The journal holds each venue trade id of a lane once; a second one is refused with
 * {@link Receipt.Refused#DUPLICATE}.
 *
 * @param trade as the venue booked it
 * @param intent the number of the order's intent; null for a fill of an order that is not ours
 * @param strategy whose share it changed; null for a person's
 */
public record FillApplied(Trade trade, Long intent, String strategy) implements JournalRecord {

    public FillApplied {
        Objects.requireNonNull(trade.lane(), "lane");
        Objects.requireNonNull(trade.venueTradeId(), "venue trade id");
        Objects.requireNonNull(trade.symbol(), "symbol");
        Objects.requireNonNull(trade.side(), "side");
        Objects.requireNonNull(trade.price(), "price");
        Objects.requireNonNull(trade.quantity(), "quantity");
        Objects.requireNonNull(trade.at(), "at");
    }

    @Override
    public LaneId lane() {
        return trade.lane();
    }
}
