package io.nija.strategy.kit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

import io.nija.broker.Fees;
import io.nija.market.Instrument;
import io.nija.market.Quote;
import io.nija.strategy.Bracket.Target;
import io.nija.strategy.Facts.Budget;

/** How large an entry is, and whether it can pay for itself. Exact. */
public final class Sizing {

    private static final MathContext ENOUGH = MathContext.DECIMAL64;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Sizing() {}

    /**
     * The largest quantity that loses no more than the profile allows when the stop is hit, is worth no more than a part of the
     * equity, and can be paid.
     *
     * @param entry the price that is expected
     * @param stop below it
     * @param equityPercent the most it may be worth
     * @return on the grid, perhaps zero
     */
    public static BigDecimal quantity(Instrument instrument, Budget budget, Fees fees, BigDecimal entry, BigDecimal stop,
            BigDecimal equityPercent) {
        BigDecimal byWorth = budget.equity().multiply(equityPercent).divide(HUNDRED.multiply(entry), ENOUGH);
        BigDecimal dear = entry.multiply(HUNDRED.add(fees.taker())).divide(HUNDRED, ENOUGH);
        BigDecimal byMoney = budget.available().divide(dear, ENOUGH);
        BigDecimal least = byWorth.min(byMoney);
        if (budget.tradeRiskPercent() != null) {
            least = least.min(budget.equity().multiply(budget.tradeRiskPercent()).divide(HUNDRED.multiply(entry.subtract(stop)), ENOUGH));
        }
        return least.signum() <= 0 ? BigDecimal.ZERO : Prices.quantity(instrument, least);
    }

    /** What a round trip costs for one unit of base: both taker fees and the spread, in quote. */
    public static BigDecimal roundTrip(Fees fees, Quote quote) {
        BigDecimal ask = quote.asks().get(0).price();
        BigDecimal bid = quote.bids().get(0).price();
        return ask.add(bid).multiply(fees.taker()).divide(HUNDRED, ENOUGH).add(ask.subtract(bid));
    }

    /**
     * Targets that can be sold: one whose part is too small to be sold safely joins the next, and the last the one before.
     *
     * @param quantity that is to be bought
     * @param stop what it may be sold for at the worst
     * @param multiple of the venue's minimum that each part must have at that price
     * @return empty when all of it together is too small
     */
    public static List<Target> sellable(Instrument instrument, BigDecimal quantity, BigDecimal stop, BigDecimal multiple,
            List<Target> targets) {
        List<Target> sellable = new ArrayList<>();
        int carried = 0;
        for (Target target : targets) {
            int percent = carried + target.percent();
            if (enough(instrument, part(instrument, quantity, percent), stop, multiple)) {
                sellable.add(new Target(target.price(), percent));
                carried = 0;
            } else {
                carried = percent;
            }
        }
        if (carried > 0 && !sellable.isEmpty()) {
            Target last = sellable.remove(sellable.size() - 1);
            sellable.add(new Target(last.price(), last.percent() + carried));
        }
        return sellable;
    }

    /** Whether a quantity is that many times the venue's minimum at a price. */
    public static boolean enough(Instrument instrument, BigDecimal quantity, BigDecimal price, BigDecimal multiple) {
        return quantity.compareTo(instrument.minQuantity().multiply(multiple)) >= 0
                && quantity.multiply(price).compareTo(instrument.minCost().multiply(multiple)) >= 0;
    }

    private static BigDecimal part(Instrument instrument, BigDecimal quantity, int percent) {
        return Prices.quantity(instrument, quantity.multiply(BigDecimal.valueOf(percent)).divide(HUNDRED, 18, RoundingMode.FLOOR));
    }
}
