package io.nija.accounts.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.nija.alert.Alert;
import io.nija.alert.AlertScope;
import io.nija.alert.Alerts;
import io.nija.alert.OpenAlert;

/** Alerts that are only kept. */
final class OpenAlerts implements Alerts {

    final List<Alert> raised = new ArrayList<>();
    final List<Alert> open = new ArrayList<>();

    @Override
    public void raise(Alert alert) {
        raised.add(alert);
        clear(alert.code(), alert.scope());
        open.add(alert);
    }

    @Override
    public void clear(String code, AlertScope scope) {
        open.removeIf(alert -> alert.code().equals(code) && alert.scope().equals(scope));
    }

    @Override
    public List<OpenAlert> acknowledge(Predicate<OpenAlert> which, String by) {
        return List.of();
    }

    @Override
    public List<OpenAlert> open() {
        return open.stream().map(alert -> new OpenAlert(alert, Instant.EPOCH, Instant.EPOCH, 1, null, null, null)).toList();
    }
}
