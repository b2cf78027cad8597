package io.nija.trading.internal.command;

import java.math.BigDecimal;
import java.math.RoundingMode;

import io.nija.market.Instrument;
import io.nija.market.Quote;

/**
 * The smallest order that an instrument's rules allow. Pure.
 *
 * @param quantity in base, on the grid
 * @param limit far from the market, on the grid; null for one that is to trade at once
 * @param cost the most it can cost, in quote, with room for the fees
 */
record SmallestOrder(BigDecimal quantity, BigDecimal limit, BigDecimal cost) {

    /** So far below the best bid an order rests: the market does not come to it in a minute, and no venue takes it for a slip. */
    private static final BigDecimal AWAY = new BigDecimal("0.8");
    /** What is bought must be sellable after a fee in coins and a fall of the price. */
    private static final BigDecimal SPARE = new BigDecimal("1.05");
    private static final BigDecimal ROOM = new BigDecimal("1.03");

    /** Null when the book has no bid and ask to reckon from. */
    static SmallestOrder of(Instrument instrument, Quote quote, boolean fill) {
        if (quote.bids().isEmpty() || quote.asks().isEmpty()) {
            return null;
        }
        BigDecimal bid = quote.bids().get(0).price();
        if (fill) {
            BigDecimal ask = quote.asks().get(0).price();
            BigDecimal quantity = atLeast(instrument, instrument.minQuantity().multiply(SPARE), instrument.minCost().multiply(SPARE), bid);
            return new SmallestOrder(quantity, null, quantity.multiply(ask).multiply(ROOM));
        }
        BigDecimal limit = bid.multiply(AWAY).divide(instrument.priceTick(), 0, RoundingMode.FLOOR).multiply(instrument.priceTick());
        if (limit.signum() <= 0) {
            return null;
        }
        BigDecimal quantity = atLeast(instrument, instrument.minQuantity(), instrument.minCost(), limit);
        return new SmallestOrder(quantity, limit, quantity.multiply(limit).multiply(ROOM));
    }

    /** The smallest quantity on the grid that is so much, and costs so much. */
    private static BigDecimal atLeast(Instrument instrument, BigDecimal quantity, BigDecimal cost, BigDecimal price) {
        BigDecimal byCost = cost.divide(price, instrument.quantityStep().scale() + 4, RoundingMode.CEILING);
        return quantity.max(byCost).divide(instrument.quantityStep(), 0, RoundingMode.CEILING).multiply(instrument.quantityStep());
    }
}
