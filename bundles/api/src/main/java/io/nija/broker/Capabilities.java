package io.nija.broker;

import java.util.Set;

import io.nija.order.OrderType;
import io.nija.order.TimeInForce;

/**
 * What a venue can do with orders: checked before anything is sent.
 *
 * @param types the kinds it takes
 * @param timesInForce how long they may live
 * @param amends whether a resting order can be changed in place, so that it is never absent
 * @param deadlines whether it can be told not to take an order after a moment; without, an unknown outcome is only
 *     resolved by {@link #repeatable()} or by finding the order
 * @param repeatable whether sending the identical order with the same client order id again answers the existing order
 *     instead of placing a second one
 * @param clientOrderIds whether resting and ended orders can be found by client order id
 */
public record Capabilities(
        Set<OrderType> types,
        Set<TimeInForce> timesInForce,
        boolean amends,
        boolean deadlines,
        boolean repeatable,
        boolean clientOrderIds) {

    public Capabilities {
        types = Set.copyOf(types);
        timesInForce = Set.copyOf(timesInForce);
    }
}
