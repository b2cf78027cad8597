package io.nija.exchange.market;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Trades of a span of time, summed up. Prices in ticks; volume in lots; cost in ticks × lots.
 *
 * @param trades how many; zero for a span in which the price stood still
 */
public record Candle(long open, long high, long low, long close, BigInteger lots, BigInteger cost, long trades) {

    /** No trade. */
    public static final Candle EMPTY = new Candle(0, 0, 0, 0, BigInteger.ZERO, BigInteger.ZERO, 0);

    /** No trade since the one at that price. */
    public static Candle quiet(long ticks) {
        return new Candle(ticks, ticks, ticks, ticks, BigInteger.ZERO, BigInteger.ZERO, 0);
    }

    /** This span and the one after it. */
    public Candle then(Candle next) {
        if (trades == 0) {
            return next;
        }
        if (next.trades == 0) {
            return this;
        }
        return new Candle(open, Math.max(high, next.high), Math.min(low, next.low), next.close, lots.add(next.lots),
                cost.add(next.cost), trades + next.trades);
    }

    /** The volume in base units. */
    public BigDecimal volume() {
        return new BigDecimal(lots, PairRule.LOT_DECIMALS);
    }

    /** The average price weighted by volume, with the decimals of the pair. */
    public BigDecimal average(PairRule rule) {
        if (trades == 0) {
            return BigDecimal.ZERO.setScale(rule.pairDecimals());
        }
        return new BigDecimal(cost).multiply(rule.tickSize())
                .divide(new BigDecimal(lots), rule.pairDecimals(), RoundingMode.HALF_UP);
    }

    /** Sums up trades one by one. Not thread-safe. */
    public static final class Sum {
        private long open;
        private long high;
        private long low;
        private long close;
        private long lots;
        private long trades;
        private BigInteger cost = BigInteger.ZERO;

        public void add(long ticks, long volume) {
            if (trades == 0) {
                open = ticks;
                high = ticks;
                low = ticks;
            }
            high = Math.max(high, ticks);
            low = Math.min(low, ticks);
            close = ticks;
            lots = Math.addExact(lots, volume);
            cost = cost.add(BigInteger.valueOf(ticks).multiply(BigInteger.valueOf(volume)));
            trades++;
        }

        public Candle candle() {
            return trades == 0 ? EMPTY : new Candle(open, high, low, close, BigInteger.valueOf(lots), cost, trades);
        }
    }
}
