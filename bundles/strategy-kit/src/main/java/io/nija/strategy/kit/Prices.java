package io.nija.strategy.kit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

import io.nija.market.Instrument;

/** From calculated numbers to exact ones that a venue takes, and to words. */
public final class Prices {

    /** What a double knows for certain; what is beyond is noise of its binary form. */
    private static final MathContext KNOWN = new MathContext(15);
    private static final MathContext WORDS = new MathContext(6);

    private Prices() {}

    /** The nearest price of the grid that is not above. */
    public static BigDecimal down(Instrument instrument, double price) {
        return on(exact(price), instrument.priceTick(), RoundingMode.FLOOR);
    }

    /** The nearest price of the grid that is not below. */
    public static BigDecimal up(Instrument instrument, double price) {
        return on(exact(price), instrument.priceTick(), RoundingMode.CEILING);
    }

    /** The nearest quantity of the grid that is not above. */
    public static BigDecimal quantity(Instrument instrument, BigDecimal quantity) {
        return on(quantity, instrument.quantityStep(), RoundingMode.FLOOR);
    }

    private static BigDecimal on(BigDecimal value, BigDecimal step, RoundingMode way) {
        return value.divide(step, 0, way).multiply(step);
    }

    /** A calculated number as a decimal, without the noise of its binary form. @throws NumberFormatException when it is not finite */
    public static BigDecimal exact(double value) {
        return new BigDecimal(value).round(KNOWN);
    }

    /** For people: six digits, {@code -} for what is not known yet. */
    public static String words(double value) {
        return Double.isFinite(value) ? plain(new BigDecimal(value).round(WORDS)) : "-";
    }

    /** Without an exponent and trailing zeros. */
    public static String plain(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        return (shortest.scale() < 0 ? shortest.setScale(0) : shortest).toPlainString();
    }
}
