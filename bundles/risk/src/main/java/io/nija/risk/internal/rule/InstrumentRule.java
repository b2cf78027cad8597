package io.nija.risk.internal.rule;

import java.math.BigDecimal;

import io.nija.broker.Observation;
import io.nija.market.Instrument;
import io.nija.market.Quote;
import io.nija.order.OrderRequest;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.risk.Situation;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

/**
 * The venue's numbers for an instrument: the price and quantity grids, the smallest quantity, the smallest cost. An order
 * below a minimum is refused, never made larger; where it would close what is left of a position, the rest is dust.
 */
public final class InstrumentRule implements Rule {

    @Override
    public String id() {
        return "instrument-rules";
    }

    @Override
    public String description() {
        return "Price and quantity are on the venue's grids and not below its minimums; a remainder below them is dust and is not sent.";
    }

    @Override
    public boolean binding() {
        return false;
    }

    @Override
    public Verdict judge(Situation situation) {
        if (!(situation.market().instrument() instanceof Observation.Known<Instrument> known)) {
            return new Verdict.Pass();
        }
        Instrument instrument = known.value();
        OrderRequest order = situation.order();
        if (!instrument.symbol().equals(order.symbol())) {
            return new Numbers().refuse("WRONG_INSTRUMENT", "The rules are those of " + instrument.symbol()
                    + ", the order is for " + order.symbol() + "; nothing can be said of it.");
        }
        if (off(order.quantity(), instrument.quantityStep())) {
            return new Numbers().with("quantity", order.quantity()).with("step", instrument.quantityStep())
                    .refuse("OFF_GRID_QUANTITY", "The quantity " + Numbers.text(order.quantity()) + " is not a multiple of "
                            + Numbers.text(instrument.quantityStep()) + ".");
        }
        for (BigDecimal price : new BigDecimal[] {order.limit(), order.stop()}) {
            if (price != null && off(price, instrument.priceTick())) {
                return new Numbers().with("price", price).with("tick", instrument.priceTick())
                        .refuse("OFF_GRID_PRICE", "The price " + Numbers.text(price) + " is not a multiple of "
                                + Numbers.text(instrument.priceTick()) + ".");
            }
        }
        if (order.quantity().compareTo(instrument.minQuantity()) < 0) {
            return small(situation, new Numbers().with("quantity", order.quantity()).with("minimum", instrument.minQuantity()),
                    "The quantity " + Numbers.text(order.quantity()) + " is below the venue's minimum of "
                            + Numbers.text(instrument.minQuantity()) + " " + order.symbol().base());
        }
        BigDecimal price = price(situation);
        BigDecimal cost = price == null ? null : price.multiply(order.quantity());
        if (cost != null && cost.compareTo(instrument.minCost()) < 0) {
            return small(situation, new Numbers().with("cost", cost).with("minimum", instrument.minCost()),
                    "The cost of " + Numbers.text(cost) + " is below the venue's minimum of "
                            + Numbers.text(instrument.minCost()) + " " + order.symbol().quote());
        }
        return new Verdict.Pass();
    }

    private static Verdict small(Situation situation, Numbers numbers, String sentence) {
        return situation.purpose() == Purpose.ENTRY ? numbers.refuse("BELOW_MINIMUM", sentence + "; it is not made larger.")
                : numbers.refuse("DUST", sentence + "; what is left is kept as dust.");
    }

    private static boolean off(BigDecimal number, BigDecimal grid) {
        return grid.signum() > 0 && number.remainder(grid).signum() != 0;
    }

    /** What it would trade at, at worst for the minimum: null when nothing tells. */
    private static BigDecimal price(Situation situation) {
        OrderRequest order = situation.order();
        if (order.limit() != null || order.stop() != null) {
            return order.limit() != null ? order.limit() : order.stop();
        }
        if (situation.market().quote() instanceof Observation.Known<Quote> quote) {
            var levels = order.side() == Side.BUY ? quote.value().asks() : quote.value().bids();
            return levels.isEmpty() ? null : levels.get(0).price();
        }
        return null;
    }
}
