package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.util.List;

import io.nija.order.OrderView;
import io.nija.order.Trade;

/**
 * An order that some NIJA sent and this journal does not know, as its venue shows it now.
 *
 * @param order what it is
 * @param fills all that was traded of it
 */
public record Orphan(OrderView order, List<Trade> fills) {

    /** In base. */
    public BigDecimal filled() {
        return fills.stream().map(Trade::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether all fills are here that the venue counts. */
    boolean complete() {
        return order.filled() == null || order.filled().compareTo(filled()) == 0;
    }
}
