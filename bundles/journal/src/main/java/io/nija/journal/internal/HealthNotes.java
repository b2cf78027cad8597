package io.nija.journal.internal;

import java.util.ArrayList;
import java.util.List;

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
    private long last;
    private long forces;

    synchronized JournalHealth health() {
        if (state == State.OK && !damage.isEmpty()) {
            return new JournalHealth(State.DAMAGED, "JOURNAL_DAMAGED",
                    damage.size() == 1 ? damage.get(0) : damage.size() + " things are damaged, first: " + damage.get(0),
                    "Entries are refused. Restore a backup with nija restore FILE.", last, forces, damage);
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
        return ++forces;
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
            set(State.RESERVE, "JOURNAL_RESERVE", why, "Entries are refused. Make room on the disk of the data folder.");
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
