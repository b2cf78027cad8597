package io.nija.strategy.probe.internal;

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

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** The probe as one file describes it. */
@Component(service = Strategy.class, configurationPid = "io.nija.strategy.probe", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ProbeConfig.class, factory = true)
public final class Probe implements Strategy {

    private static final int WARM_UP = 100;

    private final ProbeConfig config;
    private final StrategyPlan plan;
    private final int format;

    @Activate
    public Probe(ProbeConfig config, Map<String, Object> properties, BundleContext context) {
        this(config, properties, context.getBundle().getHeaders().get("Probe-Format"));
    }

    /** @param format what the jar's manifest says of the state it understands; null for the usual one */
    Probe(ProbeConfig config, Map<String, Object> properties, String format) {
        this.config = config;
        this.format = format == null ? 1 : Integer.parseInt(format);
        plan = Settings.plan("probe", "1", config.lanes(), config.symbols(), config, properties);
    }

    @Override
    public StrategyPlan plan() {
        return plan;
    }

    @Override
    public Inputs inputs() {
        return new Inputs(Settings.interval(config.interval()), WARM_UP, false, "none");
    }

    @Override
    public StrategyRun begin(Seat seat, Optional<StrategyState> from) throws IncompatibleState {
        ProbeRun run = new ProbeRun(config, seat.instrument(), format);
        if (from.isPresent()) {
            run.restore(from.get());
        }
        return run;
    }
}
