package io.nija.books;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A part of an amount. A third has no last decimal, so a part is cut at {@value #DECIMALS}; what is cut off stays with the
 * rest, since that is what is subtracted from: no sum ever changes.
 */
final class Portion {

    private static final int DECIMALS = 24;

    private Portion() {}

    /** {@code amount} × {@code part} / {@code whole}; all of it, exactly, when they are equal. */
    static BigDecimal of(BigDecimal amount, BigDecimal part, BigDecimal whole) {
        return part.compareTo(whole) == 0 ? amount
                : plain(amount.multiply(part).divide(whole, DECIMALS, RoundingMode.HALF_EVEN));
    }

    /** Without the zeros that arithmetic leaves behind, so that numbers do not grow for ever. */
    static BigDecimal plain(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
