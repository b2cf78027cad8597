package io.nija.strategy.apex.internal;

import java.math.BigDecimal;
import java.util.List;

import io.nija.broker.Fees;
import io.nija.broker.Observation;
import io.nija.market.Instrument;
import io.nija.market.Quote;
import io.nija.order.Side;
import io.nija.strategy.Bracket;
import io.nija.strategy.Bracket.Target;
import io.nija.strategy.Decision;
import io.nija.strategy.Facts;
import io.nija.strategy.Why;
import io.nija.strategy.kit.Prices;
import io.nija.strategy.kit.Sizing;

/** The terms of an entry: what it may cost, how large it is, where it ends. Exact. */
final class Terms {

    private final ApexConfig config;
    private final List<double[]> targets;
    private final List<double[]> bands;
    private final Instrument instrument;

    Terms(ApexConfig config, List<double[]> targets, List<double[]> bands, Instrument instrument) {
        this.config = config;
        this.targets = targets;
        this.bands = bands;
        this.instrument = instrument;
    }

    /**
     * The entry, or the rule that keeps from it: {@code STOP}, {@code COST} or {@code SIZE}.
     *
     * @param facts with market, fees and budget known
     * @param signal why it is wanted
     */
    Decision entry(Facts facts, double swingLow, double atr, double adx, Why signal) {
        Quote quote = ((Observation.Known<Quote>) facts.market()).value();
        Fees fees = ((Observation.Known<Fees>) facts.fees()).value();
        BigDecimal entry = quote.asks().get(0).price();
        BigDecimal stop = Prices.down(instrument, swingLow - config.stop_atr() * atr);
        BigDecimal risk = entry.subtract(stop);
        double distance = risk.doubleValue() / entry.doubleValue() * 100;
        if (stop.signum() <= 0 || distance < config.stop_percent_least() || distance > config.stop_percent_most()) {
            return new Decision.Pass(new Why("STOP", "The stop at " + Prices.plain(stop) + " is " + Prices.words(distance) + " % away; legal is "
                    + Prices.words(config.stop_percent_least()) + " to " + Prices.words(config.stop_percent_most()) + " %.", signal.numbers()));
        }
        BigDecimal cost = Sizing.roundTrip(fees, quote);
        if (risk.compareTo(cost.multiply(Prices.exact(config.cost_multiple()))) < 0) {
            return new Decision.Pass(new Why("COST", "The stop is " + Prices.plain(risk) + " away and the round trip costs " + Prices.words(cost.doubleValue())
                    + "; needed is " + Prices.words(config.cost_multiple()) + " times that.", signal.numbers()));
        }
        Facts.Budget budget = ((Observation.Known<Facts.Budget>) facts.budget()).value();
        BigDecimal quantity = Sizing.quantity(instrument, budget, fees, entry, stop, band(adx));
        List<Target> wanted = targets.stream().map(target -> new Target(Prices.up(instrument, entry.doubleValue() + target[0] * risk.doubleValue()),
                (int) target[1])).toList();
        List<Target> sellable = Sizing.sellable(instrument, quantity, stop, Prices.exact(config.slice_multiple()), wanted);
        if (sellable.isEmpty()) {
            return new Decision.Pass(new Why("SIZE", "What may be risked buys " + Prices.plain(quantity) + "; the smallest part must be "
                    + Prices.words(config.slice_multiple()) + " times the venue's minimum of " + Prices.plain(instrument.minQuantity()) + " and "
                    + Prices.plain(instrument.minCost()) + " " + instrument.symbol().quote() + ".", signal.numbers()));
        }
        BigDecimal even = Prices.up(instrument, entry.add(cost).doubleValue());
        BigDecimal trail = config.trail_atr() == 0 ? null : Prices.up(instrument, config.trail_atr() * atr);
        return new Decision.Enter(Side.BUY, quantity, new Bracket(stop, sellable, even, trail), signal);
    }

    /** The most a position may be worth at that directional movement, in percent of equity. */
    private BigDecimal band(double adx) {
        double percent = 0;
        for (double[] band : bands) {
            percent = adx >= band[0] ? band[1] : percent;
        }
        return Prices.exact(percent);
    }
}
