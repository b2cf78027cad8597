package io.nija.broker.kraken.internal.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.broker.kraken.internal.lane.PrivateLane;
import io.nija.broker.kraken.internal.venue.ClockReading;
import io.nija.market.InstrumentBook;
import io.nija.order.OrderView;
import io.nija.order.Trade;

/** What a desk must know of its session. Any thread; nothing waits. */
public interface DeskFacts {

    /** Whose desk it is. */
    LaneId lane();

    /** Why no call can be made: closed, no key, or not proven whose account the key belongs to. */
    Optional<Refusal> obstacle();

    /** The way for calls; only asked when there is no obstacle. */
    PrivateLane calls();

    /** The rules of the instruments; null while they were never read. */
    InstrumentBook book();

    /** The last reading of the clocks; null before the first. */
    ClockReading clock();

    /** The orders that rest, as the private stream tells them now; empty when it does not surely tell all. */
    Optional<List<OrderView>> toldOrders();

    /** Every fill since {@code from} by Kraken's clock, as the private stream told them; empty when one may be missing. */
    Optional<List<Trade>> toldTrades(Instant from);

    /** Why ended orders and trades cannot be read completely with this key; empty when they can. */
    Optional<HistoryGap> historyGap();

    /**
     * Ended orders that cannot be seen.
     *
     * @param reason one line of plain words
     * @param hint what the operator can do
     */
    record HistoryGap(String reason, String hint) {}
}
