package io.nija.market;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** Something a {@link MarketStream} tells of one instrument. Times are by the venue's clock where it tells them, else by this machine's. */
public sealed interface MarketEvent {

    /** Of which instrument. */
    Symbol symbol();

    /**
     * The best prices. Only the latest counts: those that nobody had time for are left out.
     *
     * @param bid null when nobody bids
     * @param ask null when nobody asks
     * @param last the latest trade's price, or null
     */
    record Prices(Symbol symbol, BigDecimal bid, BigDecimal bidQuantity, BigDecimal ask, BigDecimal askQuantity, BigDecimal last,
            Instant at) implements MarketEvent {}

    /** The whole subscribed book, verified against the venue's own checksum. Only the latest counts. */
    record Book(Quote quote) implements MarketEvent {
        @Override
        public Symbol symbol() {
            return quote.symbol();
        }
    }

    /**
     * A trade of anybody's. None is left out without a {@link Gap}.
     *
     * @param buy whether the taker bought
     * @param id the venue's number of it
     */
    record Traded(Symbol symbol, boolean buy, BigDecimal price, BigDecimal quantity, long id, Instant at) implements MarketEvent {}

    /**
     * A candle. None that is closed is left out without a {@link Gap}; an open one comes again whenever it changed.
     *
     * @param vwap null when the venue does not say
     * @param closed whether it will not change any more
     */
    record Candle(Symbol symbol, Duration interval, Instant begin, BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close,
            BigDecimal vwap, BigDecimal volume, long trades, boolean closed) implements MarketEvent {}

    /** The venue has confirmed the subscription, and what it tells is current from now on. */
    record Live(Symbol symbol) implements MarketEvent {}

    /**
     * What was told is not current any more, until {@link Live} comes.
     *
     * @param code stable, for programs
     * @param reason one line of plain words
     */
    record Interrupted(Symbol symbol, String code, String reason) implements MarketEvent {}

    /**
     * Trades or candles were lost for good; who needs them reads them from the venue's history.
     *
     * @param missing how many, or 0 when that is not known
     */
    record Gap(Symbol symbol, String code, String reason, long missing) implements MarketEvent {}
}
