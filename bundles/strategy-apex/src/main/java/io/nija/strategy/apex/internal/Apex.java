package io.nija.strategy.apex.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import io.nija.strategy.IncompatibleState;
import io.nija.strategy.Inputs;
import io.nija.strategy.Seat;
import io.nija.strategy.Strategy;
import io.nija.strategy.StrategyPlan;
import io.nija.strategy.StrategyRun;
import io.nija.strategy.StrategyState;
import io.nija.strategy.kit.Settings;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** APEX v7.1 as one file describes it. */
@Component(service = Strategy.class, configurationPid = "io.nija.strategy.apex", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ApexConfig.class, factory = true)
public final class Apex implements Strategy {

    private static final String TYPE = "apex";
    private static final String VERSION = "7.1";

    private final ApexConfig config;
    private final List<double[]> targets;
    private final List<double[]> bands;
    private final StrategyPlan plan;

    @Activate
    public Apex(ApexConfig config, Map<String, Object> properties) {
        this.config = config;
        targets = Settings.table("targets", config.targets());
        bands = Settings.table("adx.bands", config.adx_bands());
        ApexRule.problem(config, targets, bands).ifPresent(problem -> {
            throw new IllegalArgumentException(problem.sentence());
        });
        plan = Settings.plan(TYPE, VERSION, config.lanes(), config.symbols(), config, properties);
    }

    @Override
    public StrategyPlan plan() {
        return plan;
    }

    @Override
    public Inputs inputs() {
        // Wilder's and exponential averages have forgotten their starts to a part in a thousand after so many candles.
        int slowest = IntStream.of(4 * config.ema_slow(), 7 * config.rsi_period(), 14 * config.adx_period(), 7 * config.atr_period(),
                4 * (config.macd_slow() + config.macd_signal()), config.volume_candles(), config.swing_candles()).max().orElseThrow();
        return new Inputs(Settings.interval(config.interval()), slowest, false, String.format(java.util.Locale.ROOT,
                "EMA %d/%d/%d, RSI %d, ADX %d, ATR %d, MACD %d/%d/%d, VWAP, volume %d", config.ema_fast(), config.ema_middle(), config.ema_slow(),
                config.rsi_period(), config.adx_period(), config.atr_period(), config.macd_fast(), config.macd_slow(), config.macd_signal(),
                config.volume_candles()));
    }

    @Override
    public StrategyRun begin(Seat seat, Optional<StrategyState> from) throws IncompatibleState {
        ApexRun run = new ApexRun(config, new Terms(config, targets, bands, seat.instrument()));
        if (from.isPresent()) {
            run.restore(from.get());
        }
        return run;
    }
}
