package io.nija.alert;

import java.time.Instant;

/**
 * An alert that is neither over nor, if it is an event, acknowledged.
 *
 * @param alert as it was last raised
 * @param firstAt when it was raised first since it opened
 * @param lastAt when it was raised last
 * @param count how often it was raised since it opened, at least 1
 * @param acknowledgedAt when somebody acknowledged it, or null; a lasting alert stays open, without reminders
 * @param acknowledgedBy who, or null
 * @param deliveredAt when a message about it last arrived at the sink, or null when none did
 */
public record OpenAlert(
        Alert alert,
        Instant firstAt,
        Instant lastAt,
        long count,
        Instant acknowledgedAt,
        String acknowledgedBy,
        Instant deliveredAt) {

    /** Whether somebody acknowledged it since it was last opened. */
    public boolean acknowledged() {
        return acknowledgedAt != null;
    }
}
