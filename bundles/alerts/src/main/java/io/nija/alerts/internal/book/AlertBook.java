package io.nija.alerts.internal.book;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

import io.nija.alert.Alert;
import io.nija.alert.AlertScope;
import io.nija.alert.OpenAlert;
import io.nija.alert.Severity;

/**
 * Which alerts are open, and when something must be said about them. The same alert is said once; again when it is worse,
 * when a reminder is due, or when it comes back after the quiet time. No clock, no I/O; not thread-safe.
 */
public final class AlertBook {

    /** More open alerts than any person reads; what comes beyond is counted in one alert of its own. */
    static final int MOST = 500;

    private static final Comparator<OpenAlert> ORDER = Comparator
            .comparing((OpenAlert open) -> open.alert().severity()).reversed()
            .thenComparing(OpenAlert::firstAt).thenComparing(open -> open.alert().code());

    private final Map<AlertKey, Entry> entries = new LinkedHashMap<>();
    private final List<Notice> over = new ArrayList<>();
    private Policy policy;
    private long changes;

    public AlertBook(Policy policy) {
        this.policy = policy;
    }

    /** Puts what was open in an earlier life back; it is said again if it never arrived, or when its reminder is due. */
    public void restore(List<OpenAlert> alerts, Moment now) {
        for (OpenAlert old : alerts.subList(0, Math.min(alerts.size(), MOST))) {
            Entry entry = new Entry(old.alert(), now);
            entry.firstAt = old.firstAt();
            entry.lastAt = old.lastAt();
            entry.count = old.count();
            entry.acknowledgedAt = old.acknowledgedAt();
            entry.acknowledgedBy = old.acknowledgedBy();
            entry.deliveredAt = old.deliveredAt();
            entry.restored = true;
            if (old.acknowledged() || old.deliveredAt() != null) {
                entry.told = true;
                entry.said = true;
                entry.saidNanos = now.nanos();
                entry.due = reminder(entry, now.nanos());
            }
            entries.put(AlertKey.of(old.alert()), entry);
        }
    }

    /** An alert is raised. */
    public void raise(Alert alert, Moment now) {
        changes++;
        Entry entry = entries.get(AlertKey.of(alert));
        if (entry == null || !entry.open) {
            open(alert, entry, now);
        } else {
            again(entry, alert, now);
        }
    }

    private void open(Alert alert, Entry before, Moment now) {
        if (before == null && entries.size() >= MOST && !makeRoom(now)) {
            tooMany(overflow(alert), now);
            return;
        }
        Entry entry = new Entry(alert, now);
        if (before != null && before.said) {
            entry.said = true;
            entry.saidNanos = before.saidNanos;
            entry.due = Math.max(now.nanos(), before.saidNanos + policy.quiet().toNanos());
        }
        entries.put(AlertKey.of(alert), entry);
    }

    private void tooMany(Alert overflow, Moment now) {
        Entry entry = entries.get(AlertKey.of(overflow));
        if (entry == null) {
            entries.put(AlertKey.of(overflow), new Entry(overflow, now));
        } else {
            again(entry, overflow, now);
        }
    }

    private static Alert overflow(Alert last) {
        return Alert.event(Severity.CRITICAL, "ALERTS_TOO_MANY", AlertScope.everything(),
                "More than " + MOST + " alerts are open; others are counted here only, the last one was " + AlertKey.of(last) + ".",
                "Look what raises so many, and acknowledge what you have seen.");
    }

    /** Forgets what is over; answers whether there is room now. */
    private boolean makeRoom(Moment now) {
        entries.values().removeIf(entry -> !entry.open);
        return entries.size() < MOST;
    }

    private void again(Entry entry, Alert alert, Moment now) {
        boolean worse = alert.severity().compareTo(entry.alert.severity()) > 0;
        entry.alert = alert;
        entry.count++;
        entry.lastAt = now.wall();
        entry.restored = false;
        if (worse) {
            entry.acknowledgedAt = null;
            entry.acknowledgedBy = null;
            entry.told = false;
            entry.due = now.nanos();
        } else if (!alert.lasting() && entry.told && entry.acknowledgedAt == null
                && now.nanos() - entry.saidNanos >= policy.quiet().toNanos()) {
            entry.told = false;
            entry.due = now.nanos();
        }
    }

    /** An alert is over; nothing happens when it is not open. */
    public void clear(AlertKey key, Moment now) {
        Entry entry = entries.get(key);
        if (entry == null || !entry.open) {
            return;
        }
        changes++;
        if (entry.told) {
            over.add(entry.notice(Notice.Kind.OVER, now, policy));
        }
        close(key, entry);
    }

    private void close(AlertKey key, Entry entry) {
        entry.open = false;
        entry.due = Entry.NEVER;
        if (!entry.said) {
            entries.remove(key);
        }
    }

    /** Somebody has seen these. */
    public List<OpenAlert> acknowledge(Predicate<OpenAlert> which, String by, Moment now) {
        List<OpenAlert> seen = new ArrayList<>();
        for (Map.Entry<AlertKey, Entry> each : List.copyOf(entries.entrySet())) {
            Entry entry = each.getValue();
            boolean ends = !entry.alert.lasting() || entry.restored;
            if (!entry.open || entry.acknowledgedAt != null && !ends || !which.test(entry.view())) {
                continue;
            }
            changes++;
            entry.acknowledgedAt = now.wall();
            entry.acknowledgedBy = by;
            entry.due = Entry.NEVER;
            seen.add(entry.view());
            if (ends) {
                close(each.getKey(), entry);
            }
        }
        return List.copyOf(seen);
    }

    /** A message about an alert arrived. */
    public void delivered(AlertKey key, Moment now) {
        Entry entry = entries.get(key);
        if (entry != null && entry.open) {
            entry.deliveredAt = now.wall();
            changes++;
        }
    }

    /** What must be said now; it counts as said. */
    public List<Notice> due(Moment now) {
        List<Notice> notices = new ArrayList<>(over);
        over.clear();
        for (Entry entry : entries.values()) {
            if (entry.open && entry.isDue(now.nanos())) {
                notices.add(entry.notice(entry.told ? Notice.Kind.REMINDER : Notice.Kind.RAISED, now, policy));
                entry.told = true;
                entry.said = true;
                entry.saidNanos = now.nanos();
                entry.due = reminder(entry, now.nanos());
            }
        }
        entries.values().removeIf(entry -> !entry.open && now.nanos() - entry.saidNanos >= policy.quiet().toNanos());
        return notices;
    }

    private long reminder(Entry entry, long nanos) {
        boolean wanted = entry.acknowledgedAt == null && !policy.reminder().isZero()
                && entry.alert.severity().compareTo(policy.threshold()) >= 0;
        return wanted ? nanos + policy.reminder().toNanos() : Entry.NEVER;
    }

    /** When the next notice is due, if any is; in nanoseconds of the same clock. */
    public OptionalLong nextDue(Moment now) {
        return over.isEmpty()
                ? entries.values().stream().filter(entry -> entry.open && entry.due != Entry.NEVER).mapToLong(entry -> entry.due).min()
                : OptionalLong.of(now.nanos());
    }

    /** Another policy from now on; reminders count from when something was last said. */
    public void apply(Policy changed, Moment now) {
        policy = changed;
        for (Entry entry : entries.values()) {
            if (entry.open && entry.told) {
                entry.due = reminder(entry, entry.saidNanos);
            }
        }
    }

    /** There is another address: what is open and never arrived anywhere is said again. */
    public void sayUndeliveredAgain(Moment now) {
        for (Entry entry : entries.values()) {
            if (entry.open && entry.acknowledgedAt == null && entry.deliveredAt == null && entry.told
                    && entry.alert.severity().compareTo(policy.threshold()) >= 0) {
                entry.told = false;
                entry.due = now.nanos();
            }
        }
    }

    /** The open alerts, the most severe first, then the oldest. */
    public List<OpenAlert> open() {
        return entries.values().stream().filter(entry -> entry.open).map(Entry::view).sorted(ORDER).toList();
    }

    /** Grows with every change that is worth keeping. */
    public long changes() {
        return changes;
    }
}
