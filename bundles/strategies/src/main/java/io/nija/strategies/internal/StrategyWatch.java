package io.nija.strategies.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.nija.alert.Alert;
import io.nija.alert.AlertScope;
import io.nija.alert.Alerts;
import io.nija.alert.Severity;
import io.nija.platform.SerialQueue;
import io.nija.platform.Timers;
import io.nija.platform.Workers;
import io.nija.strategy.StrategyBoard.RunStatus;
import io.nija.strategy.StrategyBoard.State;
import io.nija.strategy.StrategyBoard.StrategyStatus;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Tells a person of strategies that were stopped, and of those whose signals never become orders. */
@Component(service = {}, immediate = true)
public final class StrategyWatch {

    private static final Duration LOOK = Duration.ofSeconds(5);
    /** So many signals in a row that a check refused are no accident. */
    private static final int IN_VAIN = 3;
    private static final String FAILED = "STRATEGY_FAILED";
    private static final String NO_ORDERS = "SIGNALS_WITHOUT_ORDERS";

    private record Raised(String code, AlertScope scope) {}

    private final StrategyFloor floor;
    private final SerialQueue queue;
    private final Timers.Timer looks;
    private final Map<Raised, Alert> raised = new HashMap<>();
    private volatile Alerts alerts;

    @Activate
    public StrategyWatch(@Reference StrategyFloor floor, @Reference Timers timers, @Reference Workers workers) {
        this.floor = floor;
        queue = workers.serial("strategy-alerts");
        looks = timers.every(LOOK, queue, this::look);
    }

    @Deactivate
    void stop() {
        looks.close();
        queue.close();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setAlerts(Alerts service) {
        alerts = service;
    }

    void unsetAlerts(Alerts service) {
        alerts = alerts == service ? null : alerts;
    }

    private void look() {
        Alerts service = alerts;
        if (service == null) {
            raised.clear();
            return;
        }
        Map<Raised, Alert> now = new HashMap<>();
        for (StrategyStatus strategy : floor.all()) {
            for (RunStatus run : strategy.runs()) {
                if (run.state() == State.FAILED) {
                    raise(now, Alert.state(Severity.CRITICAL, FAILED, AlertScope.of(run.lane(), run.symbol()), "The strategy " + strategy.plan().name()
                            + " was stopped: " + run.reason() + " Its positions keep their stops. [" + run.code() + "]",
                            "Replace its bundle or correct its file; 'strategy resume " + strategy.plan().name() + "' lets it try again."));
                }
            }
            for (SeatedRun run : floor.runs(strategy.plan().name())) {
                SeatedRun.Vain vain = run.vain();
                if (vain.count() >= IN_VAIN) {
                    raise(now, Alert.state(Severity.WARNING, NO_ORDERS, AlertScope.of(run.key().lane(), run.key().symbol()), "The last " + vain.count()
                            + " entries that " + strategy.plan().name() + " wanted came to nothing; " + vain.check() + " refused the last.",
                            "'decisions " + run.key().lane() + " --strategy " + strategy.plan().name() + "' shows the numbers."));
                }
            }
        }
        now.entrySet().stream().filter(one -> !one.getValue().equals(raised.get(one.getKey()))).forEach(one -> service.raise(one.getValue()));
        raised.keySet().stream().filter(one -> !now.containsKey(one)).forEach(one -> service.clear(one.code(), one.scope()));
        raised.clear();
        raised.putAll(now);
    }

    private static void raise(Map<Raised, Alert> now, Alert alert) {
        now.put(new Raised(alert.code(), alert.scope()), alert);
    }
}
