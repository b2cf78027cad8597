package io.nija.journal.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.nija.journal.JournalHealth;
import io.nija.journal.JournalHealth.State;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of the journal's health; each change is one line in the log. Thread-safe. */
final class HealthNotes {

    private static final Logger LOG = LoggerFactory.getLogger(HealthNotes.class);
    private static final int MOST_DAMAGE = 100;

    private final List<String> damage = new ArrayList<>();
    private State state = State.OPENING;
    private String code = "JOURNAL_OPENING";
    private String reason = "The journal is being opened.";
    private String hint = "";
    private final Supplier<Instant> clock;
    private long last;
    private long forces;
    private Instant forcedAt;

    /** @param clock says when records were forced */
    HealthNotes(Supplier<Instant> clock) {
        this.clock = clock;
    }

    synchronized JournalHealth health() {
        if (state == State.OK && !damage.isEmpty()) {
            return new JournalHealth(State.DAMAGED, "JOURNAL_DAMAGED",
                    damage.size() == 1 ? damage.get(0) : damage.size() + " things are damaged, first: " + damage.get(0),
                    "Stop NIJA and restore a backup: nija restore FILE.", last, forces, damage);
        }
        return new JournalHealth(state, code, reason, hint, last, forces, damage);
    }

    synchronized void opened(long lastRecord) {
        last = lastRecord;
        set(State.OK, "", "", "");
    }

    /** @return the number of forces so far */
    synchronized long forced(long lastRecord) {
        last = lastRecord;
        forcedAt = clock.get();
        return ++forces;
    }

    /** When records were last forced; null when they never were since the journal was opened. */
    synchronized Instant forcedAt() {
        return forcedAt;
    }

    synchronized void damaged(String line) {
        if (damage.size() < MOST_DAMAGE && !damage.contains(line)) {
            damage.add(line);
            LOG.error("JOURNAL_DAMAGED: {} Entries are refused from now on; restore a backup.", line);
        }
    }

    synchronized void ok() {
        if (state != State.OK) {
            set(State.OK, "", "", "");
            LOG.info("The journal writes again, and its reserve is filled.");
        }
    }

    synchronized void reserve(String why) {
        if (state != State.RESERVE) {
            set(State.RESERVE, "JOURNAL_RESERVE", why, "Make room on the disk of the data folder.");
            LOG.error("JOURNAL_RESERVE: {} Entries are refused, exits are still written; make room on the disk.", why);
        }
    }

    synchronized void failed(String failure, String why, String advice) {
        if (state != State.FAILED) {
            LOG.error("{}: {} Nothing automatic is sent from now on. {}", failure, why, advice);
        }
        set(State.FAILED, failure, why, advice);
    }

    private void set(State to, String newCode, String newReason, String newHint) {
        state = to;
        code = newCode;
        reason = newReason;
        hint = newHint;
    }
}
