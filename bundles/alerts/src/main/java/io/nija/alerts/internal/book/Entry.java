package io.nija.alerts.internal.book;

import java.time.Instant;

import io.nija.alert.Alert;
import io.nija.alert.OpenAlert;

/** What is remembered of one alert. Not thread-safe. */
final class Entry {

    /** Nothing is due. */
    static final long NEVER = Long.MAX_VALUE;

    Alert alert;
    boolean open = true;
    Instant firstAt;
    Instant lastAt;
    long count = 1;
    Instant acknowledgedAt;
    String acknowledgedBy;
    Instant deliveredAt;
    /** It was said that this is there, and not yet that it is over. */
    boolean told;
    /** It was said once, at {@link #saidNanos}. */
    boolean said;
    long saidNanos;
    /** When the next notice is due, or {@link #NEVER}. */
    long due;
    /** From an earlier life: whoever raised it may not be there to clear it. */
    boolean restored;

    Entry(Alert alert, Moment now) {
        this.alert = alert;
        firstAt = now.wall();
        lastAt = now.wall();
        due = now.nanos();
    }

    boolean isDue(long nanos) {
        return due != NEVER && due - nanos <= 0;
    }

    Notice notice(Notice.Kind kind, Moment now, Policy policy) {
        return new Notice(kind, alert, firstAt, lastAt, count, now.wall(), alert.severity().compareTo(policy.threshold()) >= 0);
    }

    OpenAlert view() {
        return new OpenAlert(alert, firstAt, lastAt, count, acknowledgedAt, acknowledgedBy, deliveredAt);
    }
}
