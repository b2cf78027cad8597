package io.nija.strategy.probe.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nija.broker.Observation;
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

/** The probe at work: every candle must begin where the one before ended. */
final class ProbeRun implements StrategyRun {

    /** So much more than the least that the venue takes, that a stop below the entry is above it too. */
    private static final BigDecimal ENOUGH = new BigDecimal("1.5");

    private final ProbeConfig config;
    private final Instrument instrument;
    private final int format;
    private long first;
    private long last;
    private long decided;
    private long held;
    private long entered;
    private long runs = 1;

    ProbeRun(ProbeConfig config, Instrument instrument, int format) {
        this.config = config;
        this.instrument = instrument;
        this.format = format;
    }

    /** @throws IllegalStateException when a candle is missing, or comes twice */
    @Override
    public List<Decision> decide(Scene scene) {
        if (!(scene.event() instanceof Scene.Event.Closed closed)) {
            return List.of(new Decision.Pass(why("CANDLE", "Only closed candles are decided on.")));
        }
        Candle candle = closed.candle();
        if (last != 0 && candle.begin() != last) {
            throw new IllegalStateException("after a candle that ended at " + Instant.ofEpochMilli(last) + " it was shown one that begins at "
                    + Instant.ofEpochMilli(candle.begin()));
        }
        first = first == 0 ? candle.begin() : first;
        last = candle.end();
        decided++;
        return List.of(decision(scene.facts()));
    }

    private Decision decision(Facts facts) {
        Facts.Holding holding = facts.holding();
        held = holding.flat() ? 0 : held + 1;
        if (holding.working()) {
            return new Decision.Pass(why("WORKING", "An order is on its way."));
        }
        if (!holding.flat()) {
            return held < config.hold() ? new Decision.Pass(why("HOLD", "It holds for " + held + " candles."))
                    : new Decision.Exit(null, why("EXIT", "It held for " + held + " candles."));
        }
        if (!(facts.market() instanceof Observation.Known<Quote> quote)) {
            return new Decision.Pass(why("FACTS", "Prices are not known."));
        }
        BigDecimal ask = quote.value().asks().get(0).price();
        BigDecimal stop = Prices.down(instrument, ask.doubleValue() * (1 - config.stop_percent() / 100));
        BigDecimal least = instrument.minQuantity().max(instrument.minCost().divide(stop, 18, RoundingMode.UP)).multiply(ENOUGH);
        BigDecimal quantity = least.divide(instrument.quantityStep(), 0, RoundingMode.UP).multiply(instrument.quantityStep());
        entered++;
        // Its number tells everybody who reads the order's explanation that this entry is no other.
        return new Decision.Enter(Side.BUY, quantity, Bracket.stop(stop), why("ENTRY", "Entry " + entered + "."));
    }

    private Why why(String rule, String words) {
        Map<String, String> numbers = new LinkedHashMap<>();
        numbers.put("decided", Long.toString(decided));
        numbers.put("first", Long.toString(first));
        numbers.put("last", Long.toString(last));
        numbers.put("runs", Long.toString(runs));
        return new Why(rule, words, numbers);
    }

    @Override
    public StrategyState state() {
        Map<String, String> values = new TreeMap<>();
        values.put("first", Long.toString(first));
        values.put("last", Long.toString(last));
        values.put("decided", Long.toString(decided));
        values.put("held", Long.toString(held));
        values.put("entered", Long.toString(entered));
        values.put("runs", Long.toString(runs));
        return new StrategyState(format, values);
    }

    void restore(StrategyState state) throws IncompatibleState {
        if (state.format() != format) {
            throw new IncompatibleState("The state has format " + state.format() + "; this version understands " + format + ".");
        }
        first = number(state, "first");
        last = number(state, "last");
        decided = number(state, "decided");
        held = number(state, "held");
        entered = number(state, "entered");
        runs = number(state, "runs") + 1;
    }

    private static long number(StrategyState state, String name) throws IncompatibleState {
        try {
            return Long.parseLong(state.values().get(name));
        } catch (NumberFormatException e) {
            throw new IncompatibleState("The state has no number '" + name + "'.");
        }
    }
}
