package mine.crossing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.broker.Fees;
import io.nija.broker.Observation;
import io.nija.indicators.Ema;
import io.nija.indicators.Memory;
import io.nija.market.Instrument;
import io.nija.market.Quote;
import io.nija.order.Side;
import io.nija.strategy.Bracket;
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

/**
 * What it decides, candle by candle. It may look at nothing but the scene: no clock, no file, no thread. So the same candles
 * always lead to the same decisions, in a test as in the market.
 */
final class CrossingRun implements StrategyRun {

    /** Raised when the values of {@link #state} mean something else. */
    private static final int FORMAT = 1;

    private final CrossingConfig config;
    private final Instrument instrument;
    private final Ema fast;
    private final Ema slow;
    private double ahead = Double.NaN;

    CrossingRun(CrossingConfig config, Instrument instrument) {
        this.config = config;
        this.instrument = instrument;
        fast = new Ema(config.fast_period());
        slow = new Ema(config.slow_period());
    }

    @Override
    public List<Decision> decide(Scene scene) {
        if (!(scene.event() instanceof Scene.Event.Closed closed)) {
            return List.of(pass("CANDLE", "Only closed candles are decided on."));
        }
        double before = ahead;
        ahead = fast.add(closed.candle().close()) - slow.add(closed.candle().close());
        if (Double.isNaN(before)) {
            return List.of(pass("WARM_UP", "The averages have not seen enough candles."));
        }
        Facts.Holding holding = scene.facts().holding();
        if (holding.working()) {
            return List.of(pass("WORKING", "An order is on its way."));
        }
        return List.of(holding.flat() ? entry(scene.facts(), before) : exit(before));
    }

    private Decision exit(double before) {
        return before >= 0 && ahead < 0 ? new Decision.Exit(null, why("EXIT", "The fast average crossed below the slow one"))
                : pass("HOLD", "The position stays.");
    }

    private Decision entry(Facts facts, double before) {
        if (before > 0 || ahead <= 0) {
            return pass("CROSS", "The fast average did not cross above the slow one.");
        }
        // Prices, fees and money may be unknown for a moment: then there is nothing to decide with.
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
            return pass("SIZE", "What may be risked buys less than the venue takes.");
        }
        return new Decision.Enter(Side.BUY, quantity, Bracket.stop(stop), why("ENTRY", "The fast average crossed above the slow one"));
    }

    private static Decision pass(String rule, String words) {
        return new Decision.Pass(rule, () -> new Why(rule, words));
    }

    private Why why(String rule, String words) {
        return new Why(rule, words + ".", Map.of("fast", Prices.words(fast.value()), "slow", Prices.words(slow.value())));
    }

    /** All it remembers. A replaced jar goes on from it, so a run that begins with it must decide as this one would. */
    @Override
    public StrategyState state() {
        return new StrategyState(FORMAT, new Memory.Writer().save("fast", fast).save("slow", slow).put("ahead", ahead)
                .put("periods", new double[] {config.fast_period(), config.slow_period()}).values());
    }

    /** @throws IncompatibleState when it is another's; NIJA then begins anew from history, and says so */
    void restore(StrategyState state) throws IncompatibleState {
        if (state.format() != FORMAT) {
            throw new IncompatibleState("The state has format " + state.format() + "; this version understands " + FORMAT + ".");
        }
        try {
            Memory.Reader memory = new Memory.Reader(state.values());
            double[] periods = new double[2];
            memory.numbers("periods", periods);
            if (periods[0] != config.fast_period() || periods[1] != config.slow_period()) {
                throw new IncompatibleState("The state is of other periods.");
            }
            memory.restore("fast", fast).restore("slow", slow);
            ahead = memory.number("ahead");
        } catch (IllegalArgumentException e) {
            throw new IncompatibleState("The state cannot be read: " + e.getMessage());
        }
    }
}
