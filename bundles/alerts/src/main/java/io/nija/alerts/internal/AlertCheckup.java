package io.nija.alerts.internal;

import java.util.ArrayList;
import java.util.List;

import io.nija.alerts.internal.AlertDesk.DeliveryStatus;
import io.nija.status.Checkup;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What {@code doctor} says of alerts: whether they arrive. That no address is set is normal. */
@Component
public final class AlertCheckup implements Checkup {

    private static final String NAME = "alerts";

    private final AlertDesk desk;
    private final Heartbeat heartbeat;

    @Activate
    public AlertCheckup(@Reference AlertDesk desk, @Reference Heartbeat heartbeat) {
        this.desk = desk;
        this.heartbeat = heartbeat;
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(delivery(desk.delivery()));
        Heartbeat.Status beat = heartbeat.status();
        if (beat.state() == Heartbeat.State.FAILING) {
            findings.add(new Finding(NAME, Level.FAIL, "The heartbeat's call does not arrive: " + beat.reason()));
        }
        return findings;
    }

    static Finding delivery(DeliveryStatus delivery) {
        if (!delivery.configured()) {
            return new Finding(NAME, Level.OK, "No address is set (NIJA_ALERT_URL), so alerts are listed and logged only.");
        }
        if (delivery.objection() != null) {
            return new Finding(NAME, Level.FAIL, "Alerts cannot be sent: " + delivery.objection().sentence());
        }
        if (delivery.state().lastFailure() != null) {
            return new Finding(NAME, Level.FAIL, "Alerts are not delivered, " + delivery.state().waiting() + " wait: "
                    + delivery.state().lastFailure().message() + " (" + delivery.state().lastFailure().code() + ")");
        }
        if (delivery.state().givenUp() > 0) {
            return new Finding(NAME, Level.WARN, delivery.state().givenUp() + " alerts were given up since NIJA started, because they"
                    + " could not be delivered for an hour; 'alerts' lists what is open.");
        }
        return delivery.state().lastDeliveredAt() == null
                ? new Finding(NAME, Level.OK, "An address is set; nothing was sent since NIJA started. Try it: alert test")
                : new Finding(NAME, Level.OK, "The last alert arrived at " + delivery.state().lastDeliveredAt() + ".");
    }
}
