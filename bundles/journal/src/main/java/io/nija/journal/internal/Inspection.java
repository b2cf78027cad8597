package io.nija.journal.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.nija.journal.Intent;
import io.nija.journal.JournalException;
import io.nija.journal.JournalHistory;
import io.nija.journal.JournalRecord;
import io.nija.journal.OrderEvent;
import io.nija.journal.internal.store.JournalFile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the whole journal, record by record and page by page, and says what is damaged: also in places that nobody reads
 * otherwise. And it sees whether the index of open intents is what the records say.
 */
final class Inspection implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Inspection.class);

    /** While others write all the time, the index is compared the next day. */
    private static final int ATTEMPTS = 50;

    private final JournalFile file;
    private final HealthNotes health;

    Inspection(JournalFile file, HealthNotes health) {
        this.file = file;
        this.health = health;
    }

    @Override
    public void run() {
        try {
            records();
            List<String> pages = new ArrayList<>();
            file.upkeep((dialect, connection) -> pages.addAll(dialect.check(connection)));
            pages.forEach(finding -> health.damaged("The journal's file is damaged: " + finding + "."));
        } catch (JournalException e) {
            if (e.code().equals(JournalException.DAMAGED)) {
                health.damaged(e.getMessage());
            } else if (!e.code().equals(JournalException.CLOSED)) {
                LOG.warn("The journal could not be inspected: {}", e.getMessage());
            }
        }
    }

    /** Each damaged record is told to the health by whoever reads it. */
    private void records() {
        JournalHistory history = file.history();
        Set<Long> open = new TreeSet<>();
        long[] read = {0};
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            history.replay(read[0], entry -> {
                read[0] = entry.sequence();
                follow(entry.record(), open);
            });
            List<Long> index = history.openIntents().stream().map(state -> state.intent().number()).toList();
            if (history.last() == read[0]) {
                compare(open, index);
                return;
            }
            // Somebody wrote meanwhile: what came is read too, and looked at again.
        }
    }

    private static void follow(JournalRecord record, Set<Long> open) {
        if (record instanceof Intent intent) {
            open.add(intent.number());
        } else if (record instanceof OrderEvent event) {
            if (event.to().ended()) {
                open.remove(event.intent());
            } else {
                open.add(event.intent());
            }
        }
    }

    private void compare(Set<Long> open, List<Long> index) {
        Set<Long> differing = new TreeSet<>(open);
        index.forEach(number -> {
            if (!differing.remove(number)) {
                differing.add(number);
            }
        });
        if (!differing.isEmpty() && health.health().damage().isEmpty()) {
            health.damaged("The journal's index of open intents is not what its records say, first for intent "
                    + differing.iterator().next() + ".");
        }
    }
}
