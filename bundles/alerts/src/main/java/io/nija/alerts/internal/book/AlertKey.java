package io.nija.alerts.internal.book;

import io.nija.alert.Alert;
import io.nija.alert.AlertScope;

/** Which alert it is. */
public record AlertKey(String code, AlertScope scope) {

    /** The key of an alert. */
    public static AlertKey of(Alert alert) {
        return new AlertKey(alert.code(), alert.scope());
    }

    @Override
    public String toString() {
        return code + " " + scope;
    }
}
