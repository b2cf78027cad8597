package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.math.RoundingMode;

import io.nija.market.Symbol;
import io.nija.order.Side;
import io.nija.order.Trade;

/**
 * What one strategy, or a person, holds of one instrument on a lane: the fold of fills. Immutable, exact; spot and long only.
 *
 * @param symbol what
 * @param strategy whose, or null for a person's
 * @param quantity in base
 * @param cost what the quantity still held cost, in quote, fees apart
 * @param realised gains and losses of what was sold, in quote, before fees
 * @param fees paid in quote
 */
public record Share(Symbol symbol, String strategy, BigDecimal quantity, BigDecimal cost, BigDecimal realised, BigDecimal fees) {

    private static final int DIGITS = 18;

    static Share none(Symbol symbol, String strategy) {
        return new Share(symbol, strategy, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** With a fill more; a fee in base makes the quantity smaller and stays in the cost. */
    Share with(Trade fill) {
        BigDecimal paid = fees;
        BigDecimal held = quantity;
        if (fill.fee() != null && symbol.base().equals(fill.feeCurrency())) {
            held = held.subtract(fill.fee());
        } else if (fill.fee() != null && symbol.quote().equals(fill.feeCurrency())) {
            paid = paid.add(fill.fee());
        }
        if (fill.side() == Side.BUY) {
            return new Share(symbol, strategy, held.add(fill.quantity()), cost.add(fill.cost()), realised, paid);
        }
        BigDecimal left = held.subtract(fill.quantity());
        BigDecimal sold = left.signum() <= 0 || quantity.signum() == 0 ? cost
                : cost.multiply(fill.quantity()).divide(quantity, DIGITS, RoundingMode.HALF_EVEN);
        return new Share(symbol, strategy, left, cost.subtract(sold), realised.add(fill.cost().subtract(sold)), paid);
    }

    /** What one unit cost on average, in quote; null when nothing is held. */
    public BigDecimal averagePrice() {
        return quantity.signum() == 0 ? null : cost.divide(quantity, 12, RoundingMode.HALF_EVEN).stripTrailingZeros();
    }
}
