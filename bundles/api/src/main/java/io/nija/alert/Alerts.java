package io.nija.alert;

import java.util.List;
import java.util.function.Predicate;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Where alerts are raised. No call here waits for anything that leaves this process or touches a disk, and none fails
 * because an alert cannot be delivered. Thread-safe. Whoever raises alerts takes this service as optional: it can be absent.
 */
@ProviderType
public interface Alerts {

    /** Raises an alert, or raises an open one again: its severity and texts become the new ones, and it is counted. */
    void raise(Alert alert);

    /** A lasting alert is over. Does nothing when it is not open, so whoever sees that all is well may always say so. */
    void clear(String code, AlertScope scope);

    /**
     * Somebody has seen these alerts: there are no reminders of them any more, and events are over.
     *
     * @param which of the open ones
     * @param by who, for the log
     * @return those that were not acknowledged before
     */
    List<OpenAlert> acknowledge(Predicate<OpenAlert> which, String by);

    /** The open alerts: the most severe first, then the oldest. A snapshot. */
    List<OpenAlert> open();
}
