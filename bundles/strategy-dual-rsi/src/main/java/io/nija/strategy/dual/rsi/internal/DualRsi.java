package io.nija.strategy.dual.rsi.internal;

import java.util.Map;
import java.util.Optional;

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

/** Dual RSI as one file describes it. */
@Component(service = Strategy.class, configurationPid = "io.nija.strategy.dual_rsi", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DualRsiConfig.class, factory = true)
public final class DualRsi implements Strategy {

    private static final String TYPE = "dual_rsi";
    private static final String VERSION = "1.0";

    private final DualRsiConfig config;
    private final StrategyPlan plan;

    @Activate
    public DualRsi(DualRsiConfig config, Map<String, Object> properties) {
        if (config.fast_period() >= config.slow_period()) {
            throw new IllegalArgumentException("'fast.period' is " + config.fast_period() + "; legal is less than 'slow.period', which is "
                    + config.slow_period() + ".");
        }
        this.config = config;
        plan = Settings.plan(TYPE, VERSION, config.lanes(), config.symbols(), config, properties);
    }

    @Override
    public StrategyPlan plan() {
        return plan;
    }

    @Override
    public Inputs inputs() {
        // Wilder's smoothing has forgotten its start to a part in a thousand after seven periods.
        return new Inputs(Settings.interval(config.interval()), 7 * config.slow_period(), false,
                "RSI " + config.fast_period() + ", RSI " + config.slow_period());
    }

    @Override
    public StrategyRun begin(Seat seat, Optional<StrategyState> from) throws IncompatibleState {
        DualRsiRun run = new DualRsiRun(config, seat.instrument());
        if (from.isPresent()) {
            run.restore(from.get());
        }
        return run;
    }
}
