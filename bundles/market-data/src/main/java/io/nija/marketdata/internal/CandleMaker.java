package io.nija.marketdata.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;

import io.nija.market.MarketEvent.Candle;
import io.nija.market.MarketEvent.Traded;
import io.nija.market.Symbol;

/** Candles of one length from trades, or from shorter candles, in the order of their time. Exact; pure but for what it has begun. */
final class CandleMaker {

    private final Symbol symbol;
    private final long interval;
    private Instant begin;
    private BigDecimal open;
    private BigDecimal high;
    private BigDecimal low;
    private BigDecimal close;
    private BigDecimal volume;
    private BigDecimal paid;
    private long trades;

    /** @param interval in whole milliseconds */
    CandleMaker(Symbol symbol, Duration interval) {
        this.symbol = symbol;
        this.interval = interval.toMillis();
    }

    /** When the candle begins that this moment is in. */
    static Instant beginOf(Instant at, Duration interval) {
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), interval.toMillis()) * interval.toMillis());
    }

    /** Takes a trade. @return the candle before it, which no later trade can change, or null */
    Candle add(Traded trade) {
        return add(trade.at(), trade.price(), trade.price(), trade.price(), trade.price(), trade.quantity(),
                trade.price().multiply(trade.quantity()), 1);
    }

    /** Takes a shorter candle that is closed. */
    Candle add(Candle part) {
        BigDecimal mean = part.vwap() == null ? part.close() : part.vwap();
        return add(part.begin(), part.open(), part.high(), part.low(), part.close(), part.volume(), mean.multiply(part.volume()), part.trades());
    }

    private Candle add(Instant at, BigDecimal first, BigDecimal highest, BigDecimal lowest, BigDecimal last, BigDecimal quantity, BigDecimal cost, long count) {
        Instant now = beginOf(at, Duration.ofMillis(interval));
        Candle before = null;
        boolean another = !now.equals(begin);
        if (another) {
            before = now(true);
            begin = now;
            volume = BigDecimal.ZERO;
            paid = BigDecimal.ZERO;
            trades = 0;
        }
        // A part in which nobody traded has the close before it as its prices; they are not this candle's once somebody did.
        if (another || volume.signum() == 0) {
            open = first;
            high = highest;
            low = lowest;
            close = last;
        } else if (quantity.signum() > 0) {
            high = high.max(highest);
            low = low.min(lowest);
            close = last;
        }
        volume = volume.add(quantity);
        paid = paid.add(cost);
        trades += count;
        return before;
    }

    /** The candle that was begun, or null. */
    Candle now(boolean closed) {
        return begin == null ? null : new Candle(symbol, Duration.ofMillis(interval), begin, open, high, low, close,
                volume.signum() == 0 ? null : paid.divide(volume, MathContext.DECIMAL64), volume, trades, closed);
    }

    /** One in which nobody traded. */
    static Candle quiet(Symbol symbol, Duration interval, Instant begin, BigDecimal close) {
        return new Candle(symbol, interval, begin, close, close, close, close, null, BigDecimal.ZERO, 0, true);
    }
}
