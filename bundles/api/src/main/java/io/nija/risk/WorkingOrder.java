package io.nija.risk;

import java.math.BigDecimal;

import io.nija.account.LaneId;
import io.nija.market.Symbol;
import io.nija.order.OrderType;
import io.nija.order.Purpose;
import io.nija.order.Side;

/**
 * An order that may still trade: it rests, or nobody knows yet whether it does.
 *
 * @param lane whose
 * @param id the client order id, or the venue's for one that has none
 * @param symbol what
 * @param side which way
 * @param type which kind
 * @param remaining what may still trade, in base
 * @param limit its limit price, or null
 * @param stop the price that triggers it, or null when it waits for none (or was triggered)
 * @param purpose what it is for; null for a foreign order: somebody else placed it
 * @param strategy whose it is within the lane, or null
 * @param inDoubt whether its outcome is unknown: the venue's balances may or may not know it
 */
public record WorkingOrder(
        LaneId lane,
        String id,
        Symbol symbol,
        Side side,
        OrderType type,
        BigDecimal remaining,
        BigDecimal limit,
        BigDecimal stop,
        Purpose purpose,
        String strategy,
        boolean inDoubt) {

    /** Whether it is NIJA's. */
    public boolean own() {
        return purpose != null;
    }
}
