package io.nija.order;

import java.math.BigDecimal;

import io.nija.market.Symbol;

/**
 * An order somebody wants.
 *
 * @param symbol what
 * @param side which way
 * @param type market or limit
 * @param quantity in base, above zero
 * @param limit the limit price in quote, or null for a market order
 * @param timeInForce how long
 * @param postOnly refuse rather than take
 */
public record OrderRequest(
        Symbol symbol,
        Side side,
        OrderType type,
        BigDecimal quantity,
        BigDecimal limit,
        TimeInForce timeInForce,
        boolean postOnly) {

    public OrderRequest {
        if (quantity.signum() <= 0) {
            throw new IllegalArgumentException("The quantity must be above zero; it is " + quantity.toPlainString() + ".");
        }
        if (limit != null && limit.signum() <= 0) {
            throw new IllegalArgumentException("The limit price must be above zero; it is " + limit.toPlainString() + ".");
        }
        if ((type == OrderType.LIMIT) != (limit != null)) {
            throw new IllegalArgumentException("A limit order needs a limit price, any other must have none.");
        }
    }
}
