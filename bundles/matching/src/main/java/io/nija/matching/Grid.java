package io.nija.matching;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An instrument's units: between money as people write it and the core's ticks and lots.
 *
 * @param tick the price of one tick, in quote, above 0
 * @param lot the quantity of one lot, in base, above 0
 * @param baseDecimals the decimals to which amounts of the base asset are kept, 0 to 18
 * @param costDecimals the decimals to which costs and fees in quote are kept, 0 to 18
 */
public record Grid(BigDecimal tick, BigDecimal lot, int baseDecimals, int costDecimals) {

    public Grid {
        if (tick.signum() <= 0 || lot.signum() <= 0) {
            throw new IllegalArgumentException("Tick and lot are above zero; they are " + tick.toPlainString() + " and "
                    + lot.toPlainString() + ".");
        }
        if (Math.min(baseDecimals, costDecimals) < 0 || Math.max(baseDecimals, costDecimals) > 18) {
            throw new IllegalArgumentException("Amounts have 0 to 18 decimals.");
        }
    }

    /**
     * A price in ticks.
     *
     * @throws ArithmeticException when it lies between two ticks or does not fit
     */
    public long ticks(BigDecimal price) {
        return count(price, tick);
    }

    /**
     * A quantity in lots.
     *
     * @throws ArithmeticException when it is no whole number of lots or does not fit
     */
    public long lots(BigDecimal quantity) {
        return count(quantity, lot);
    }

    private static long count(BigDecimal amount, BigDecimal unit) {
        BigDecimal[] parts = amount.divideAndRemainder(unit);
        if (parts[1].signum() != 0) {
            throw new ArithmeticException(amount.toPlainString() + " is no multiple of " + unit.toPlainString() + ".");
        }
        return parts[0].longValueExact();
    }

    /** The price of so many ticks, in quote. */
    public BigDecimal price(long ticks) {
        return tick.multiply(BigDecimal.valueOf(ticks));
    }

    /** The quantity of so many lots, in base. */
    public BigDecimal quantity(long lots) {
        return lot.multiply(BigDecimal.valueOf(lots));
    }

    /** Price × quantity in quote, exact, not rounded. */
    public BigDecimal value(long ticks, long lots) {
        return price(ticks).multiply(quantity(lots));
    }

    /** Price × quantity in quote, rounded down to {@link #costDecimals}: what a trade moves. Both sides move the same. */
    public BigDecimal cost(long ticks, long lots) {
        return value(ticks, lots).setScale(costDecimals, RoundingMode.DOWN);
    }
}
