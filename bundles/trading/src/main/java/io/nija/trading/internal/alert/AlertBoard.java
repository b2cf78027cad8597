package io.nija.trading.internal.alert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.nija.alert.Alert;
import io.nija.alert.AlertScope;
import io.nija.alert.Alerts;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the open alerts of some codes equal to what is so now: raises what is new or reads otherwise, clears what is over, also
 * what was raised before a restart of this part. Without a service that takes alerts they are logged. Not thread-safe.
 */
final class AlertBoard {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading.alerts");

    private record Key(String code, AlertScope scope) {

        static Key of(Alert alert) {
            return new Key(alert.code(), alert.scope());
        }
    }

    private final Set<String> codes;
    private final Map<Key, Alert> told = new HashMap<>();
    private Alerts before;

    AlertBoard(Set<String> codes) {
        this.codes = codes;
    }

    /** {@code alerts} is null while there is nobody who takes them. */
    void show(List<Alert> now, Alerts alerts) {
        if (alerts != before) {
            told.clear();
            before = alerts;
        }
        Map<Key, Alert> current = new HashMap<>();
        now.forEach(alert -> current.put(Key.of(alert), alert));
        current.forEach((key, alert) -> {
            if (!alert.equals(told.put(key, alert))) {
                if (alerts == null) {
                    LOG.warn("{}: {} {} [{}]", alert.scope(), alert.sentence(), alert.hint(), alert.code());
                } else {
                    alerts.raise(alert);
                }
            }
        });
        told.keySet().retainAll(current.keySet());
        if (alerts != null) {
            alerts.open().stream().map(open -> Key.of(open.alert())).filter(key -> codes.contains(key.code()) && !current.containsKey(key))
                    .forEach(key -> alerts.clear(key.code(), key.scope()));
        }
    }
}
