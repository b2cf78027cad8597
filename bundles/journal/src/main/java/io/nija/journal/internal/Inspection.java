package io.nija.journal.internal;

import java.util.ArrayList;
import java.util.List;

import io.nija.journal.JournalException;
import io.nija.journal.internal.store.JournalFile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the whole journal, record by record and page by page, and says what is damaged: also in places that nobody reads
 * otherwise.
 */
final class Inspection implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Inspection.class);

    private final JournalFile file;
    private final HealthNotes health;

    Inspection(JournalFile file, HealthNotes health) {
        this.file = file;
        this.health = health;
    }

    @Override
    public void run() {
        try {
            // Each damaged record is told to the health by whoever reads it.
            file.history().replay(0, entry -> { });
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
}
