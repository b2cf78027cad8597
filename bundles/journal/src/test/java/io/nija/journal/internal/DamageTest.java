package io.nija.journal.internal;

import static io.nija.journal.internal.OnDisk.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nija.journal.Entry;
import io.nija.order.Purpose;
import io.nija.journal.Intent;
import io.nija.journal.Journal;
import io.nija.journal.JournalException;
import io.nija.journal.JournalHealth;
import io.nija.journal.Mark;
import io.nija.journal.Receipt;
import io.nija.journal.Unreadable;

/** What is not as it was written is named, and no entry is made on it. */
class DamageTest {

    @TempDir
    private Path folder;

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private void write(int marks) throws SQLException {
        try (OnDisk disk = new OnDisk(folder)) {
            for (int i = 0; i < marks; i++) {
                assertThat(written(disk.journal(), new Mark(Samples.MASTER, "m" + i, "value")).forced()).isTrue();
            }
        }
    }

    private static List<Entry> all(Journal journal) {
        List<Entry> entries = new ArrayList<>();
        journal.history().replay(0, entries::add);
        return entries;
    }

    @Test
    void aChangedRecordIsNamedAndTheOthersAreGiven() throws SQLException {
        write(3);
        change("UPDATE record SET body = replace(body, 'value', 'velue') WHERE seq = 3");
        try (OnDisk disk = new OnDisk(folder)) {
            List<Entry> entries = all(disk.journal());
            assertThat(entries).hasSize(4);
            assertThat(entries.get(2).record()).isInstanceOfSatisfying(Unreadable.class,
                    damaged -> assertThat(damaged.reason()).contains("Record 3").contains("journal.db"));
            assertThat(entries.get(3).record()).isEqualTo(new Mark(Samples.MASTER, "m2", "value"));
            assertThatThrownBy(() -> disk.journal().history().mark(Samples.MASTER, "m1")).isInstanceOf(JournalException.class)
                    .hasMessageContaining("Record 3");
        }
    }

    @Test
    void whatStandsIsStillToldAroundADamagedRecord() throws SQLException {
        write(3);
        change("UPDATE record SET body = replace(body, 'value', 'velue') WHERE seq = 3");
        try (OnDisk disk = new OnDisk(folder)) {
            List<String> damaged = new ArrayList<>();
            assertThat(disk.journal().history().standing(Mark.class, damaged::add)).extracting(Mark::name).containsExactly("m0", "m2");
            assertThat(damaged).singleElement().asString().contains("Record 3");
            assertThatThrownBy(() -> disk.journal().history().standing(Mark.class)).isInstanceOf(JournalException.class);
        }
    }

    @Test
    void aMissingRecordIsNamed() throws SQLException {
        write(4);
        change("DELETE FROM record WHERE seq IN (2, 3)");
        try (OnDisk disk = new OnDisk(folder)) {
            assertThat(all(disk.journal())).extracting(entry -> entry.record().getClass().getSimpleName())
                    .containsExactly("EpochBegun", "Unreadable", "Mark", "Mark");
            assertThat(disk.journal().health().damage().get(0)).contains("Records 2 to 3");
        }
    }

    @Test
    void recordsThatChangedPlacesAreNamed() throws SQLException {
        write(2);
        change("UPDATE record SET seq = -2 WHERE seq = 2");
        change("UPDATE record SET seq = 2 WHERE seq = 3");
        change("UPDATE record SET seq = 3 WHERE seq = -2");
        try (OnDisk disk = new OnDisk(folder)) {
            assertThat(all(disk.journal()).subList(1, 3)).allSatisfy(
                    entry -> assertThat(entry.record()).isInstanceOf(Unreadable.class));
        }
    }

    @Test
    void onADamagedJournalEntriesAreRefusedAndExitsAreNot() throws SQLException {
        write(2);
        change("UPDATE record SET at = at + 1 WHERE seq = 2");
        try (OnDisk disk = new OnDisk(folder)) {
            Journal journal = disk.journal();
            new Inspection(disk.opened(), disk.health()).run();

            assertThat(journal.health().state()).isEqualTo(JournalHealth.State.DAMAGED);
            assertThat(journal.health().reason()).contains("Record 2");
            JournalContract.assertRefused(
                    written(journal, Samples.entry(journal.epoch(), journal.nextIntent(), Samples.MASTER)),
                    Receipt.Refused.NO_ENTRIES);
            assertThat(written(journal, Samples.intent(journal.epoch(), journal.nextIntent(), Samples.MASTER,
                    Purpose.EXIT, null)).forced()).isTrue();
        }
    }

    @Test
    void damageOfTheFileItselfIsFoundAndNamed() throws Exception {
        write(400);
        byte[] bytes = Files.readAllBytes(folder.resolve("journal.db"));
        // In the middle, in a page of its own: what is there is a part of a record, or of an index.
        java.util.Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 1_000, (byte) 0x5A);
        Files.write(folder.resolve("journal.db"), bytes);
        try (OnDisk disk = new OnDisk(folder)) {
            new Inspection(disk.opened(), disk.health()).run();
            assertThat(disk.journal().health().state()).isEqualTo(JournalHealth.State.DAMAGED);
            assertThat(disk.journal().health().damage()).isNotEmpty();
        } catch (JournalException atOpening) {
            assertThat(atOpening.code()).isEqualTo(JournalException.DAMAGED);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsNotReplacedByAnEmptyJournal() throws Exception {
        Files.writeString(folder.resolve("journal.db"), "This was a journal once. ".repeat(400));
        assertThatThrownBy(() -> new OnDisk(folder)).isInstanceOfSatisfying(JournalException.class,
                refused -> assertThat(refused.code()).isEqualTo(JournalException.DAMAGED))
                .hasMessageContaining("journal.db").hasMessageContaining("restore");
        assertThat(folder.resolve("journal.db")).content().startsWith("This was");
    }

    @Test
    void anUntouchedJournalPassesInspection() throws SQLException {
        write(50);
        try (OnDisk disk = new OnDisk(folder)) {
            new Inspection(disk.opened(), disk.health()).run();
            assertThat(disk.journal().health().state()).isEqualTo(JournalHealth.State.OK);
        }
    }

    @Test
    void anIndexThatHidesAnOpenOrderIsNamed() throws SQLException {
        try (OnDisk disk = new OnDisk(folder)) {
            Journal journal = disk.journal();
            written(journal, Samples.entry(journal.epoch(), 1, Samples.MASTER), Samples.entry(journal.epoch(), 2, Samples.MASTER));
        }
        change("UPDATE intent SET ended = 1 WHERE number = 2");
        try (OnDisk disk = new OnDisk(folder)) {
            new Inspection(disk.opened(), disk.health()).run();
            assertThat(disk.journal().health().reason()).contains("intent 2");
        }
    }
}
