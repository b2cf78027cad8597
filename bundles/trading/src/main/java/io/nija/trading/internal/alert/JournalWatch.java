package io.nija.trading.internal.alert;

import java.time.Duration;
import java.util.Set;

import io.nija.alert.Alerts;
import io.nija.alert.HeartbeatCondition;
import io.nija.journal.JournalHealth;
import io.nija.journal.JournalMonitor;
import io.nija.platform.SerialQueue;
import io.nija.platform.Timers;
import io.nija.platform.Workers;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Raises what is wrong with the journal, also while there is none; the heartbeat goes on while it takes everything. */
@Component(service = HeartbeatCondition.class, immediate = true)
public final class JournalWatch implements HeartbeatCondition {

    private static final Duration LOOK = Duration.ofSeconds(5);

    private final JournalMonitor journal;
    private final SerialQueue queue;
    private final Timers.Timer looks;
    private final AlertBoard board = new AlertBoard(Set.of(Concerns.JOURNAL));
    private volatile Alerts alerts;

    @Activate
    public JournalWatch(@Reference JournalMonitor journal, @Reference Timers timers, @Reference Workers workers) {
        this.journal = journal;
        queue = workers.serial("journal-alerts");
        looks = timers.every(LOOK, queue, () -> board.show(Concerns.of(journal.health()), alerts));
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

    @Override
    public String id() {
        return "journal";
    }

    @Override
    public Standing now() {
        JournalHealth health = journal.health();
        return health.state() == JournalHealth.State.OK ? Standing.good()
                : Standing.bad(health.reason().isEmpty() ? "it is " + health.state() + "." : health.reason());
    }
}
