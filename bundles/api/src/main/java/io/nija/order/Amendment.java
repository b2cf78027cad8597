package io.nija.order;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A change of an order that rests. What is null stays as it is.
 *
 * @param order which
 * @param quantity the new whole quantity in base, the filled part included
 * @param limit the new limit price
 * @param stop the new trigger price
 * @param deadline the venue must not do it after this moment of its clock
 */
public record Amendment(OrderKey order, BigDecimal quantity, BigDecimal limit, BigDecimal stop, Instant deadline) {

    public Amendment {
        if (quantity == null && limit == null && stop == null) {
            throw new IllegalArgumentException("An amendment changes the quantity, the limit or the stop.");
        }
    }
}
