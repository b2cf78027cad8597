package mine.crossing;

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

/** Crossing averages as one file describes it. NIJA makes one of these for each file {@code io.nija.strategy.crossing-NAME.cfg}. */
@Component(service = Strategy.class, configurationPid = "io.nija.strategy.crossing", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = CrossingConfig.class, factory = true)
public final class Crossing implements Strategy {

    private final CrossingConfig config;
    private final StrategyPlan plan;

    @Activate
    public Crossing(CrossingConfig config, Map<String, Object> properties) {
        if (config.fast_period() >= config.slow_period()) {
            throw new IllegalArgumentException("'fast.period' is " + config.fast_period() + "; legal is less than 'slow.period', which is "
                    + config.slow_period() + ".");
        }
        this.config = config;
        plan = Settings.plan("crossing", "1.0", config.lanes(), config.symbols(), config, properties);
    }

    @Override
    public StrategyPlan plan() {
        return plan;
    }

    /** Which candles it is shown, and how many before its first decision counts. */
    @Override
    public Inputs inputs() {
        return new Inputs(Settings.interval(config.interval()), 3 * config.slow_period(), false, "EMA " + config.fast_period() + ", EMA " + config.slow_period());
    }

    /** One run for each lane and symbol; with the state of the one before when this jar took another's place. */
    @Override
    public StrategyRun begin(Seat seat, Optional<StrategyState> from) throws IncompatibleState {
        CrossingRun run = new CrossingRun(config, seat.instrument());
        if (from.isPresent()) {
            run.restore(from.get());
        }
        return run;
    }
}
