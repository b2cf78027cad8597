package io.nija.books;

import java.math.BigDecimal;

/**
 * A part of a lot that was closed, with the fees that belong to it: those of buying and of selling, each by its share of the
 * fill. The shares of one fill are its fee, to the last decimal.
 *
 * @param disposal what was closed, fees apart
 * @param fees in quote; those in other assets than base and quote are not in it
 */
public record ClosedLot(Disposal disposal, BigDecimal fees) {

    /** What is left of the gain. */
    public BigDecimal net() {
        return disposal.gain().subtract(fees);
    }
}
