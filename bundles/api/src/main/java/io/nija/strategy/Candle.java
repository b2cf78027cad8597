package io.nija.strategy;

/**
 * Prices of one interval, for calculation: as {@code double}, because indicators are. What becomes an order is rounded to the
 * instrument's grid first, exactly.
 *
 * @param begin milliseconds since 1970, by the venue's clock, a multiple of the interval
 * @param interval in milliseconds
 * @param volume in base; zero when nobody traded
 */
public record Candle(long begin, long interval, double open, double high, double low, double close, double volume) {

    /** @throws IllegalArgumentException when a number is not finite, below zero, or high and low do not enclose open and close */
    public Candle {
        if (!(low > 0 && high < Double.POSITIVE_INFINITY && volume >= 0 && volume < Double.POSITIVE_INFINITY
                && low <= open && low <= close && high >= open && high >= close && interval > 0)) {
            throw new IllegalArgumentException("A candle of " + begin + " cannot be: open " + open + ", high " + high + ", low " + low
                    + ", close " + close + ", volume " + volume + ", interval " + interval + ".");
        }
    }

    /** The first moment that is not in it any more, milliseconds since 1970. */
    public long end() {
        return begin + interval;
    }
}
