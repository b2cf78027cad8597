package io.nija.order;

import java.math.BigDecimal;
import java.time.Instant;

import io.nija.market.Symbol;

/**
 * An order somebody wants.
 *
 * @param symbol what
 * @param side which way
 * @param type which kind; one that this version cannot describe ({@link OrderType#OTHER}) cannot be wanted
 * @param quantity in base, above zero
 * @param limit the limit price in quote; null for the kinds that take any price
 * @param stop the price in quote that triggers it; null for the kinds that wait for none
 * @param timeInForce how long
 * @param expiresAt when it ends by itself: with {@link TimeInForce#GTD} and only then, else null
 * @param postOnly refuse rather than take
 * @param details what few orders say besides; {@link OrderDetails#USUAL} for all others
 */
public record OrderRequest(
        Symbol symbol,
        Side side,
        OrderType type,
        BigDecimal quantity,
        BigDecimal limit,
        BigDecimal stop,
        TimeInForce timeInForce,
        Instant expiresAt,
        boolean postOnly,
        OrderDetails details) {

    /** @throws IllegalArgumentException with a sentence for the operator when the parts do not fit each other */
    public OrderRequest {
        if (quantity.signum() <= 0) {
            throw new IllegalArgumentException("The quantity must be above zero; it is " + quantity.toPlainString() + ".");
        }
        positive("limit", limit);
        positive("stop", stop);
        if (type.hasLimit() != (limit != null)) {
            throw new IllegalArgumentException("A " + type.words() + " order " + (type.hasLimit() ? "needs a" : "must have no")
                    + " limit price.");
        }
        if (type.hasStop() != (stop != null)) {
            throw new IllegalArgumentException("A " + type.words() + " order " + (type.hasStop() ? "needs a" : "must have no")
                    + " stop price.");
        }
        if ((timeInForce == TimeInForce.GTD) != (expiresAt != null)) {
            throw new IllegalArgumentException("An order that is good till a date needs that date, any other must have none.");
        }
        if (postOnly && (type != OrderType.LIMIT || timeInForce == TimeInForce.IOC || timeInForce == TimeInForce.FOK)) {
            throw new IllegalArgumentException("Only a limit order that may rest can be post-only.");
        }
        OrderDetails.Trail trail = details.trail();
        if (trail != null && (trail.limit() != null) != (type == OrderType.TRAILING_STOP_LIMIT)
                || trail != null && type != OrderType.TRAILING_STOP && type != OrderType.TRAILING_STOP_LIMIT) {
            throw new IllegalArgumentException("Only a trailing stop trails, and only one with a limit says how far away that is.");
        }
        if (details.display() != null && (type != OrderType.ICEBERG || details.display().compareTo(quantity) >= 0)) {
            throw new IllegalArgumentException("Only an iceberg shows a part of its quantity, and only a part.");
        }
    }

    /** An order that says nothing special. */
    public OrderRequest(Symbol symbol, Side side, OrderType type, BigDecimal quantity, BigDecimal limit, BigDecimal stop,
            TimeInForce timeInForce, Instant expiresAt, boolean postOnly) {
        this(symbol, side, type, quantity, limit, stop, timeInForce, expiresAt, postOnly, OrderDetails.USUAL);
    }

    /** An order that waits for no trigger and ends at no set time. */
    public OrderRequest(Symbol symbol, Side side, OrderType type, BigDecimal quantity, BigDecimal limit, TimeInForce timeInForce,
            boolean postOnly) {
        this(symbol, side, type, quantity, limit, null, timeInForce, null, postOnly);
    }

    private static void positive(String name, BigDecimal price) {
        if (price != null && price.signum() <= 0) {
            throw new IllegalArgumentException("The " + name + " price must be above zero; it is " + price.toPlainString() + ".");
        }
    }
}
