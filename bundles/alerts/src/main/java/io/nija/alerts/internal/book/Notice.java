package io.nija.alerts.internal.book;

import java.time.Instant;

import io.nija.alert.Alert;

/**
 * Something to say about one alert.
 *
 * @param kind why it is said
 * @param alert as it is
 * @param firstAt when it was raised first since it opened
 * @param lastAt when it was raised last
 * @param count how often since it opened
 * @param at when this is said
 * @param sent whether it is severe enough to be sent
 */
public record Notice(Kind kind, Alert alert, Instant firstAt, Instant lastAt, long count, Instant at, boolean sent) {

    /** Why something is said. */
    public enum Kind {
        /** It is there, or there again, or worse than before. */
        RAISED,
        /** It is still there and nobody acknowledged it. */
        REMINDER,
        /** It is over. */
        OVER
    }

    /** Which alert it is about. */
    public AlertKey key() {
        return AlertKey.of(alert);
    }
}
