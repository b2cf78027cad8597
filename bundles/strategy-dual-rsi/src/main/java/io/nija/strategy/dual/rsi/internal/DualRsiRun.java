package io.nija.strategy.dual.rsi.internal;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.broker.Fees;
import io.nija.broker.Observation;
import io.nija.indicators.Memory;
import io.nija.indicators.Rsi;
import io.nija.market.Instrument;
import io.nija.market.Quote;
import io.nija.order.Side;
import io.nija.strategy.Bracket;
import io.nija.strategy.Candle;
import io.nija.strategy.Decision;
import io.nija.strategy.Facts;
import io.nija.strategy.IncompatibleState;
import io.nija.strategy.Scene;
import io.nija.strategy.StrategyRun;
import io.nija.strategy.StrategyState;
import io.nija.strategy.Why;
import io.nija.strategy.kit.Prices;
import io.nija.strategy.kit.Sizing;
import io.nija.strategy.kit.Wanting;

/** Dual RSI at work: two indices and whether the fast one was above. */
final class DualRsiRun implements StrategyRun {

    private static final int FORMAT = 1;

    private final DualRsiConfig config;
    private final Instrument instrument;
    private final Rsi fast;
    private final Rsi slow;
    private double fastBefore = Double.NaN;
    private double slowBefore = Double.NaN;

    DualRsiRun(DualRsiConfig config, Instrument instrument) {
        this.config = config;
        this.instrument = instrument;
        fast = new Rsi(config.fast_period());
        slow = new Rsi(config.slow_period());
    }

    @Override
    public List<Decision> decide(Scene scene) {
        if (!(scene.event() instanceof Scene.Event.Closed closed)) {
            return List.of(new Decision.Pass(new Why("CANDLE", "Only closed candles are decided on.")));
        }
        double quickBefore = fastBefore;
        double calmBefore = slowBefore;
        double quick = fast.add(closed.candle().close());
        double calm = slow.add(closed.candle().close());
        fastBefore = quick;
        slowBefore = calm;
        if (Double.isNaN(calmBefore)) {
            return List.of(new Decision.Pass("WARM_UP", () -> new Why("WARM_UP", "The indices have not seen enough candles.")));
        }
        boolean rose = quickBefore <= calmBefore && quick > calm;
        boolean fell = quickBefore >= calmBefore && quick < calm;
        Facts.Holding holding = scene.facts().holding();
        return List.of(holding.working() ? pass("WORKING", "An order is on its way", quick, calm)
                : holding.flat() ? entry(scene.facts(), closed.candle(), rose, quick, calm) : exit(fell, quick, calm));
    }

    private Decision exit(boolean fell, double quick, double calm) {
        return fell && calm > config.leave_above() ? new Decision.Exit(null, why("EXIT", "The fast index crossed below the slow one", quick, calm))
                : pass("HOLD", "The position stays", quick, calm);
    }

    private Decision entry(Facts facts, Candle candle, boolean rose, double quick, double calm) {
        if (!rose) {
            return pass("CROSS", "The fast index did not cross above the slow one", quick, calm);
        }
        if (calm >= config.enter_below()) {
            return pass("STRENGTH", "The slow index is not below " + Prices.words(config.enter_below()), quick, calm);
        }
        Optional<Why> wanting = Wanting.of(facts);
        if (wanting.isPresent()) {
            return new Decision.Pass(wanting.get());
        }
        Quote quote = ((Observation.Known<Quote>) facts.market()).value();
        Fees fees = ((Observation.Known<Fees>) facts.fees()).value();
        Facts.Budget budget = ((Observation.Known<Facts.Budget>) facts.budget()).value();
        BigDecimal entry = quote.asks().get(0).price();
        BigDecimal stop = Prices.down(instrument, entry.doubleValue() * (1 - config.stop_percent() / 100));
        BigDecimal quantity = Sizing.quantity(instrument, budget, fees, entry, stop, Prices.exact(config.equity_percent()));
        if (!Sizing.enough(instrument, quantity, stop, BigDecimal.ONE)) {
            return new Decision.Pass(new Why("SIZE", "What may be risked buys " + Prices.plain(quantity) + ", less than the venue takes: "
                    + Prices.plain(instrument.minQuantity()) + " and " + Prices.plain(instrument.minCost()) + " " + instrument.symbol().quote() + "."));
        }
        return new Decision.Enter(Side.BUY, quantity, Bracket.stop(stop), why("ENTRY", "The fast index crossed above the slow one", quick, calm));
    }

    private static Decision pass(String rule, String what, double quick, double calm) {
        return new Decision.Pass(rule, () -> why(rule, what, quick, calm));
    }

    private static Why why(String rule, String what, double quick, double calm) {
        Map<String, String> numbers = new LinkedHashMap<>();
        numbers.put("fast", Prices.words(quick));
        numbers.put("slow", Prices.words(calm));
        return new Why(rule, what + ": fast " + Prices.words(quick) + ", slow " + Prices.words(calm) + ".", numbers);
    }

    @Override
    public StrategyState state() {
        return new StrategyState(FORMAT, new Memory.Writer().save("fast", fast).save("slow", slow).put("fastBefore", fastBefore)
                .put("slowBefore", slowBefore).put("periods", new double[] {config.fast_period(), config.slow_period()}).values());
    }

    void restore(StrategyState state) throws IncompatibleState {
        if (state.format() != FORMAT) {
            throw new IncompatibleState("The state has format " + state.format() + "; this version understands " + FORMAT + ".");
        }
        try {
            Memory.Reader memory = new Memory.Reader(state.values());
            double[] periods = new double[2];
            memory.numbers("periods", periods);
            if (periods[0] != config.fast_period() || periods[1] != config.slow_period()) {
                throw new IncompatibleState("The state is of other periods: " + Prices.words(periods[0]) + " and " + Prices.words(periods[1]) + ".");
            }
            memory.restore("fast", fast).restore("slow", slow);
            fastBefore = memory.number("fastBefore");
            slowBefore = memory.number("slowBefore");
        } catch (IllegalArgumentException e) {
            throw new IncompatibleState("The state cannot be read: " + e.getMessage());
        }
    }
}
