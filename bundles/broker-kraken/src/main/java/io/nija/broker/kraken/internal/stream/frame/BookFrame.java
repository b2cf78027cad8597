package io.nija.broker.kraken.internal.stream.frame;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * What one {@code book} frame says, in arrays that are used again for the next frame: nothing is allocated for it once they are
 * large enough. A number is an unscaled long and its decimals, exactly as it was written. Not thread-safe.
 */
public final class BookFrame {

    private static final int FIRST_SIZE = 64;

    String symbol;
    boolean snapshot;
    long checksum;
    final Levels bids = new Levels();
    final Levels asks = new Levels();

    public String symbol() {
        return symbol;
    }

    /** Whether the levels are all there are, and not only those that changed. */
    public boolean snapshot() {
        return snapshot;
    }

    /** The venue's CRC-32 of the book after this frame, unsigned. */
    public long checksum() {
        return checksum;
    }

    public Levels bids() {
        return bids;
    }

    public Levels asks() {
        return asks;
    }

    void begin() {
        symbol = null;
        bids.count = 0;
        asks.count = 0;
    }

    /** Levels of one side in the order in which they must be applied. */
    public static final class Levels {

        private long[] prices = new long[FIRST_SIZE];
        private long[] quantities = new long[FIRST_SIZE];
        private byte[] priceDecimals = new byte[FIRST_SIZE];
        private byte[] quantityDecimals = new byte[FIRST_SIZE];
        private int count;

        public int count() {
            return count;
        }

        /** The price of level {@code i} in units of 10^-{@code decimals}; negative when it does not fit, see {@link Decimal#at}. */
        public long price(int i, int decimals) {
            return Decimal.at(prices[i], priceDecimals[i], decimals);
        }

        /** The quantity of level {@code i} in units of 10^-{@code decimals}; negative when it does not fit. */
        public long quantity(int i, int decimals) {
            return Decimal.at(quantities[i], quantityDecimals[i], decimals);
        }

        public BigDecimal price(int i) {
            return BigDecimal.valueOf(prices[i], priceDecimals[i]);
        }

        public BigDecimal quantity(int i) {
            return BigDecimal.valueOf(quantities[i], quantityDecimals[i]);
        }

        void add(long price, int priceScale, long quantity, int quantityScale) {
            if (count == prices.length) {
                prices = Arrays.copyOf(prices, count * 2);
                quantities = Arrays.copyOf(quantities, count * 2);
                priceDecimals = Arrays.copyOf(priceDecimals, count * 2);
                quantityDecimals = Arrays.copyOf(quantityDecimals, count * 2);
            }
            prices[count] = price;
            priceDecimals[count] = (byte) priceScale;
            quantities[count] = quantity;
            quantityDecimals[count] = (byte) quantityScale;
            count++;
        }
    }
}
