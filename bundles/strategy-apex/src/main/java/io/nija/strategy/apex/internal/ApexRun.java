package io.nija.strategy.apex.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.indicators.Memory;
import io.nija.strategy.Candle;
import io.nija.strategy.Decision;
import io.nija.strategy.Facts;
import io.nija.strategy.IncompatibleState;
import io.nija.strategy.Scene;
import io.nija.strategy.StrategyRun;
import io.nija.strategy.StrategyState;
import io.nija.strategy.Why;
import io.nija.strategy.kit.Prices;
import io.nija.strategy.kit.Settings;
import io.nija.strategy.kit.Wanting;

/** APEX at work. The rules are asked in the order in which they stand here, and the first that says no is the reason. */
final class ApexRun implements StrategyRun {

    private static final int FORMAT = 1;

    private final ApexConfig config;
    private final Terms terms;
    private final Gauges gauges;

    ApexRun(ApexConfig config, Terms terms) {
        this.config = config;
        this.terms = terms;
        gauges = new Gauges(config);
    }

    @Override
    public List<Decision> decide(Scene scene) {
        if (!(scene.event() instanceof Scene.Event.Closed closed)) {
            return List.of(new Decision.Pass("CANDLE", () -> new Why("CANDLE", "Only closed candles are decided on.")));
        }
        gauges.add(closed.candle());
        return List.of(judge(closed.candle(), scene.facts()));
    }

    private Decision judge(Candle candle, Facts facts) {
        if (!gauges.warm()) {
            return new Decision.Pass("WARM_UP", () -> new Why("WARM_UP", "The indicators have not seen enough candles."));
        }
        Facts.Holding holding = facts.holding();
        if (!holding.flat() || holding.working()) {
            return new Decision.Pass("HOLDING", () -> new Why("HOLDING", holding.flat() ? "An order is on its way."
                    : "It holds " + Prices.plain(holding.quantity()) + " already."));
        }
        Reading reading = new Reading(candle, gauges.fast.value(), gauges.middle.value(), gauges.slow.value(), gauges.vwap.value(),
                gauges.adx.value(), gauges.rsi.value(), gauges.atr.value(), gauges.macd.histogram(), gauges.meanVolume);
        if (reading.adx() < config.adx_minimum()) {
            return reading.pass("ADX", "The directional movement is below " + Prices.words(config.adx_minimum()));
        }
        if (candle.volume() < config.volume_minimum() * reading.meanVolume()) {
            return reading.pass("VOLUME", "The volume is below " + Prices.words(config.volume_minimum()) + " times its mean");
        }
        // Early in a session the volume weighted price has no value, and is not asked.
        if (candle.close() <= reading.vwap()) {
            return reading.pass("VWAP", "The close is not above the volume weighted price");
        }
        if (!(reading.fast() > reading.middle() && reading.middle() > reading.slow())) {
            return reading.pass("TREND", "The averages do not stand in the order of a rising market");
        }
        Confirmations confirmations = Confirmations.of(config, gauges, candle);
        if (confirmations.count() < config.confirmations()) {
            return reading.pass("CONFIRMATIONS", "Confirmations are " + confirmations.words() + "; needed are " + config.confirmations());
        }
        Optional<Why> wanting = Wanting.of(facts);
        return wanting.isPresent() ? new Decision.Pass(wanting.get()) : terms.entry(facts, gauges.swingLow, reading.atr(), reading.adx(),
                reading.why("ENTRY", "All rules agree; confirmations are " + confirmations.words()));
    }

    /** What the rules looked at. */
    private record Reading(Candle candle, double fast, double middle, double slow, double vwap, double adx, double rsi, double atr,
            double histogram, double meanVolume) {

        Decision pass(String rule, String what) {
            return new Decision.Pass(rule, () -> why(rule, what));
        }

        Why why(String rule, String what) {
            Map<String, String> numbers = new LinkedHashMap<>();
            numbers.put("close", Prices.words(candle.close()));
            numbers.put("volume", Prices.words(candle.volume()));
            numbers.put("meanVolume", Prices.words(meanVolume));
            numbers.put("emaFast", Prices.words(fast));
            numbers.put("emaMiddle", Prices.words(middle));
            numbers.put("emaSlow", Prices.words(slow));
            numbers.put("vwap", Prices.words(vwap));
            numbers.put("adx", Prices.words(adx));
            numbers.put("rsi", Prices.words(rsi));
            numbers.put("atr", Prices.words(atr));
            numbers.put("histogram", Prices.words(histogram));
            return new Why(rule, what + ".", numbers);
        }
    }

    @Override
    public StrategyState state() {
        return new StrategyState(FORMAT, new Memory.Writer().put("periods", periods()).save("gauges", gauges).values());
    }

    private double[] periods() {
        return new double[] {Settings.interval(config.interval()).toSeconds(), config.ema_fast(), config.ema_middle(), config.ema_slow(), config.rsi_period(), config.adx_period(),
            config.atr_period(), config.macd_fast(), config.macd_slow(), config.macd_signal(), config.vwap_candles(),
            config.session_opening_minutes(), config.volume_candles(), config.swing_candles()};
    }

    void restore(StrategyState state) throws IncompatibleState {
        if (state.format() != FORMAT) {
            throw new IncompatibleState("The state has format " + state.format() + "; this version understands " + FORMAT + ".");
        }
        try {
            Memory.Reader memory = new Memory.Reader(state.values());
            double[] of = periods();
            memory.numbers("periods", of);
            if (!java.util.Arrays.equals(of, periods())) {
                throw new IncompatibleState("The state is of other periods: " + state.values().get("periods") + ".");
            }
            memory.restore("gauges", gauges);
        } catch (IllegalArgumentException e) {
            throw new IncompatibleState("The state cannot be read: " + e.getMessage());
        }
    }
}
