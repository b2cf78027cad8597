package io.nija.broker.kraken.internal.desk;

import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.broker.kraken.internal.lane.PrivateLane;
import io.nija.broker.kraken.internal.venue.ClockReading;
import io.nija.market.InstrumentBook;

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
