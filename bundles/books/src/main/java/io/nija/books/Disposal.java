package io.nija.books;

import java.math.BigDecimal;
import java.time.Instant;

import io.nija.market.Symbol;

/**
 * A part of a lot that was closed, first in, first out. Fees apart.
 *
 * @param symbol what
 * @param opened the fill that opened the lot
 * @param openedAt when
 * @param closed the fill that closed it
 * @param closedAt when
 * @param quantity in base, above zero
 * @param cost what was paid for it, in quote
 * @param proceeds what was got for it, in quote
 * @param forFee whether it went to pay a fee in the base itself, at the fill's price
 */
public record Disposal(Symbol symbol, String opened, Instant openedAt, String closed, Instant closedAt, BigDecimal quantity,
        BigDecimal cost, BigDecimal proceeds, boolean forFee) {

    /** Proceeds less cost. */
    public BigDecimal gain() {
        return proceeds.subtract(cost);
    }
}
