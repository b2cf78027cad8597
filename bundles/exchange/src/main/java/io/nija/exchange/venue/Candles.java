package io.nija.exchange.venue;

import java.math.BigInteger;
import java.util.TreeMap;

import io.nija.exchange.market.Candle;
import io.nija.exchange.market.Print;

/**
 * What was traded while the exchange lived, by the minute for {@value #MINUTES} minutes with trades and by the hour for
 * ever. Guarded by the venue's lock.
 */
final class Candles {

    private static final int MINUTES = 30_000;
    private static final long MINUTE = 60_000_000_000L;
    private static final long HOUR = 60 * MINUTE;

    private final TreeMap<Long, Candle> minutes = new TreeMap<>();
    private final TreeMap<Long, Candle> hours = new TreeMap<>();

    /** Sums up single trades of less than a minute. */
    interface Singles {
        Candle sum(long from, long to);
    }

    void add(Print print) {
        BigInteger lots = BigInteger.valueOf(print.lots());
        Candle one = new Candle(print.ticks(), print.ticks(), print.ticks(), print.ticks(), lots,
                lots.multiply(BigInteger.valueOf(print.ticks())), 1);
        minutes.merge(Math.floorDiv(print.time(), MINUTE), one, Candle::then);
        hours.merge(Math.floorDiv(print.time(), HOUR), one, Candle::then);
        if (minutes.size() > MINUTES) {
            minutes.pollFirstEntry();
        }
    }

    /** The sum of the trades from {@code from} (inclusive) to {@code to} (exclusive), at most one after the last trade. */
    Candle sum(long from, long to, Singles singles) {
        Candle candle = Candle.EMPTY;
        long at = hours.isEmpty() ? to : Math.max(from, hours.firstKey() * HOUR);
        while (at < to) {
            long hour = Math.floorDiv(at, HOUR);
            long minute = Math.floorDiv(at, MINUTE);
            long end;
            if (at == hour * HOUR && at + HOUR <= to) {
                end = at + HOUR;
                candle = candle.then(hours.getOrDefault(hour, Candle.EMPTY));
            } else if (at == minute * MINUTE && at + MINUTE <= to) {
                end = at + MINUTE;
                candle = candle.then(minutes.getOrDefault(minute, Candle.EMPTY));
            } else {
                end = Math.min(to, (minute + 1) * MINUTE);
                candle = candle.then(singles.sum(at, end));
            }
            at = end;
        }
        return candle;
    }
}
