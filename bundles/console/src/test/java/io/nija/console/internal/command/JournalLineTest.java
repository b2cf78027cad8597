package io.nija.console.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.nija.journal.JournalHealth;
import io.nija.journal.JournalHealth.State;
import io.nija.journal.JournalMonitor;
import io.nija.journal.JournalStorage;

import org.junit.jupiter.api.Test;

/** What the board says of the journal. */
class JournalLineTest {

    private static final Instant FORCED = Instant.parse("2026-11-22T12:00:00Z");

    private static JournalMonitor journal(State state, String reason, String hint, JournalStorage storage, String... damage) {
        return new JournalMonitor() {
            @Override
            public JournalHealth health() {
                return new JournalHealth(state, "CODE", reason, hint, 42, 7, List.of(damage));
            }

            @Override
            public JournalStorage storage() {
                return storage;
            }
        };
    }

    @Test
    void aWellJournalIsOneLineWithItsEvidence() {
        JournalMonitor well = journal(State.OK, "", "", new JournalStorage(Path.of("j.db"), 69_632L, 8L, 8L, FORCED));
        assertThat(JournalLine.text(well)).singleElement().asString()
                .startsWith("Journal: well, 42 records, 68 KiB, last forced to the disk at ").endsWith(".");
        assertThat(JournalLine.json(well)).containsAllEntriesOf(Map.of("state", "OK", "records", 42L, "lastForcedAt", FORCED, "file", "j.db",
                "bytes", 69_632L, "reserveBytes", 8L, "reserveHeldBytes", 8L, "damage", List.of()));
    }

    @Test
    void whatIsWrongComesWithWhatToDo() {
        assertThat(JournalLine.text(journal(State.DAMAGED, "Record 3 is damaged.", "Restore a backup.", JournalStorage.UNKNOWN, "Record 3 is damaged.")))
                .containsExactly("JOURNAL DAMAGED: Record 3 is damaged. No entry is sent; exits are.", "  Restore a backup.");
        assertThat(JournalLine.text(journal(State.RESERVE, "The disk is full.", "Make room.", JournalStorage.UNKNOWN)))
                .containsExactly("JOURNAL RESERVE: The disk is full. No entry is sent; exits are.", "  Make room.");
        assertThat(JournalLine.text(journal(State.FAILED, "It is gone.", "", JournalStorage.UNKNOWN)))
                .containsExactly("JOURNAL FAILED: It is gone. Nothing automatic is sent.");
    }

    @Test
    void whatIsUnknownIsNullAndNeverZero() {
        assertThat(JournalLine.json(null)).isNull();
        assertThat(JournalLine.text(null)).isEmpty();
        assertThat(JournalLine.json(journal(State.FAILED, "It is gone.", "", JournalStorage.UNKNOWN)))
                .containsEntry("records", null).containsEntry("bytes", null).containsEntry("lastForcedAt", null);
    }
}
