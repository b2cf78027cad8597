package io.nija.trading.internal.lane;

import java.math.BigDecimal;

import io.nija.order.OrderRequest;
import io.nija.order.Purpose;
import io.nija.risk.Origin;

/**
 * An order somebody wants from a lane.
 *
 * @param order what; a market order becomes a limit at the collar on the way
 * @param purpose what it does to the position
 * @param origin who wants it, for the gate
 * @param by who wants it, for the journal: {@code shell:alice}
 * @param strategy for which strategy, or null
 * @param foreign whether a person sells, knowingly, coins that are not NIJA's
 * @param operatorId the caller's own id that makes the call repeatable, or null
 * @param plannedStop where the stop will be, or null
 * @param parent the intent that this one protects, closes or goes on with, or null
 * @param explanation why, in one line; may be empty
 */
public record Wish(OrderRequest order, Purpose purpose, Origin origin, String by, String strategy, boolean foreign,
        String operatorId, BigDecimal plannedStop, Long parent, String explanation) {

    /** The same of another strategy's coins; null for no strategy's. */
    Wish of(String owner) {
        return new Wish(order, purpose, origin, by, owner, foreign, operatorId, plannedStop, parent, explanation);
    }
}
