package io.nija.marketdata.internal.history;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A candle in a file.
 *
 * @param begin when it begins
 * @param volume in the base asset, zero when nobody traded
 */
record Row(Instant begin, BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close, BigDecimal volume) {

    static final String HEADER = "time,open,high,low,close,volume";

    /** As a line of a file: Unix seconds and plain decimals. */
    String line() {
        return begin.getEpochSecond() + "," + open.toPlainString() + "," + high.toPlainString() + "," + low.toPlainString() + "," + close.toPlainString()
                + "," + volume.toPlainString();
    }

    /** Whether it says the same, however many zeros its numbers end with. */
    boolean same(Row other) {
        return begin.equals(other.begin) && open.compareTo(other.open) == 0 && high.compareTo(other.high) == 0 && low.compareTo(other.low) == 0
                && close.compareTo(other.close) == 0 && volume.compareTo(other.volume) == 0;
    }
}
