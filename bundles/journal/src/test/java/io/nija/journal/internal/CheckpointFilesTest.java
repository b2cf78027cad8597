package io.nija.journal.internal;

import static io.nija.journal.internal.OnDisk.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nija.journal.Checkpoint;
import io.nija.journal.Entry;
import io.nija.journal.JournalException;
import io.nija.journal.JournalHealth;
import io.nija.journal.Mark;
import io.nija.journal.internal.backup.Restoration;

/** A checkpoint that is not whole, or is not of this journal as it is, is none. */
class CheckpointFilesTest {

    private static final String NAME = "past/master/kraken";
    private static final Checkpoint KEPT = new Checkpoint(NAME, 2, "what the lane holds\n1.50 BTC\n");

    @TempDir
    private Path data;

    private Path folder() throws Exception {
        return Files.createDirectories(new JournalFolder(data).path());
    }

    private Path file() throws Exception {
        return folder().resolve("checkpoints").resolve("past+master+kraken.checkpoint");
    }

    private void kept() throws Exception {
        try (OnDisk disk = new OnDisk(folder())) {
            written(disk.journal(), new Mark(null, "a", "1"), new Mark(null, "b", "2"));
            disk.journal().checkpoints().keep(KEPT);
        }
    }

    private void sql(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder().resolve("journal.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private void isNone(String why) throws Exception {
        try (OnDisk disk = new OnDisk(folder())) {
            assertThat(disk.journal().checkpoints().find(NAME)).as(why).isEmpty();
            assertThat(file()).as(why).doesNotExist();
        }
    }

    @Test
    void itIsThereAtTheNextStartForThisUserAlone() throws Exception {
        kept();
        try (OnDisk disk = new OnDisk(folder())) {
            assertThat(disk.journal().checkpoints().find(NAME)).contains(KEPT);
        }
        if (Files.getFileStore(file()).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(file())).hasSize(2);
        }
        try (var files = Files.list(file().getParent())) {
            assertThat(files).as("nothing is left of writing it").containsExactly(file());
        }
    }

    @Test
    void tornAtAnyLengthItIsNone() throws Exception {
        kept();
        byte[] whole = Files.readAllBytes(file());
        try (OnDisk disk = new OnDisk(folder())) {
            for (int length = 0; length < whole.length; length++) {
                Files.write(file(), Arrays.copyOf(whole, length));
                assertThat(disk.journal().checkpoints().find(NAME)).as("cut at %d", length).isEmpty();
            }
        }
    }

    @Test
    void withAnyByteChangedItIsNone() throws Exception {
        kept();
        byte[] whole = Files.readAllBytes(file());
        try (OnDisk disk = new OnDisk(folder())) {
            for (int at = 0; at < whole.length; at++) {
                byte[] changed = whole.clone();
                changed[at] ^= 0x10;
                Files.write(file(), changed);
                assertThat(disk.journal().checkpoints().find(NAME)).as("byte %d", at).isEmpty();
                assertThat(file()).doesNotExist();
            }
            Files.write(file(), whole);
            assertThat(disk.journal().checkpoints().find(NAME)).contains(KEPT);
        }
    }

    @Test
    void ofAnOlderFormItIsNone() throws Exception {
        kept();
        Files.writeString(file(), Files.readString(file()).replace("nija-checkpoint-1 ", "nija-checkpoint-0 "));
        isNone("another form");
    }

    @Test
    void thatKnowsMoreThanTheJournalItIsNone() throws Exception {
        kept();
        sql("DELETE FROM record WHERE seq > 1");
        isNone("newer than the journal");
    }

    @Test
    void thatEndsWithAnotherRecordItIsNone() throws Exception {
        kept();
        sql("UPDATE record SET crc = crc + 1 WHERE seq = 2");
        isNone("another record");
    }

    @Test
    void underAnotherNameOrOfAnotherJournalItIsNone() throws Exception {
        kept();
        try (OnDisk disk = new OnDisk(folder())) {
            Files.copy(file(), file().resolveSibling("past+other.checkpoint"));
            assertThat(disk.journal().checkpoints().find("past/other")).isEmpty();
        }
        for (String leftover : List.of("journal.db", "journal.db-wal", "journal.db-shm")) {
            Files.deleteIfExists(folder().resolve(leftover));
        }
        try (OnDisk other = new OnDisk(folder())) {
            written(other.journal(), new Mark(null, "a", "1"), new Mark(null, "b", "2"));
        }
        isNone("another epoch");
    }

    @Test
    void aRestoredJournalHasNoneAndABackupNeither() throws Exception {
        kept();
        Path backup = data.resolve("monday.nija-backup");
        try (OnDisk disk = new OnDisk(folder())) {
            CopyOfJournal.write(disk.opened(), backup, Samples.NOW, "run");
        }
        Restoration.restore(backup, data, Samples.NOW, (at, codec, damage) -> OnDisk.opening(at.path(),
                new io.nija.journal.internal.sqlite.SqliteDialect(at.database()), io.nija.journal.internal.store.Schema.CURRENT)
                .openRestored(codec, Samples.NOW, "test", damage::add));
        try (OnDisk disk = new OnDisk(folder())) {
            assertThat(disk.journal().history().mark(null, "b")).contains("2");
            assertThat(disk.journal().checkpoints().find(NAME)).isEmpty();
        }
    }

    @Test
    void aCheckpointOfBeforeARestorePutBackByHandIsNone() throws Exception {
        kept();
        byte[] before = Files.readAllBytes(file());
        aRestoredJournalHasNoneAndABackupNeither();
        Files.createDirectories(file().getParent());
        Files.write(file(), before);
        isNone("of the former epoch");
    }

    @Test
    void whileThereIsNoRoomOnTheDiskNoneIsWritten() throws Exception {
        kept();
        try (OnDisk disk = new OnDisk(folder())) {
            disk.health().reserve("The disk is full.");
            assertThat(disk.journal().health().state()).isEqualTo(JournalHealth.State.RESERVE);
            disk.journal().checkpoints().keep(new Checkpoint(NAME, 3, "another"));
            assertThat(disk.journal().checkpoints().find(NAME)).contains(KEPT);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenCostsNothingButTheCheckpoint() throws Exception {
        Files.writeString(folder().resolve("checkpoints"), "a file where the folder should be");
        kept();
        try (OnDisk disk = new OnDisk(folder())) {
            assertThat(disk.journal().checkpoints().find(NAME)).isEmpty();
            assertThat(disk.journal().health().state()).isEqualTo(JournalHealth.State.OK);
        }
    }

    @Test
    void aNameThatIsNoNameIsRefused() throws Exception {
        try (OnDisk disk = new OnDisk(folder())) {
            assertThatThrownBy(() -> disk.journal().checkpoints().find("../x y")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aBookedRecordThatIsDamagedOrGoneIsNamedAndNotLeftOut() throws Exception {
        try (OnDisk disk = new OnDisk(folder())) {
            UUID epoch = disk.journal().epoch();
            var intent = Samples.entry(epoch, disk.journal().nextIntent(), Samples.MASTER);
            written(disk.journal(), intent, Samples.fill(intent, "T1", Samples.NOW), Samples.ledger(Samples.MASTER, "L1", Samples.NOW),
                    Samples.ledger(Samples.DAIVON, "L1", Samples.NOW));
        }
        for (String[] damage : new String[][] {{"UPDATE record SET lane = 'daivon_frazier/kraken' WHERE seq = 3", "Record 3"},
                {"UPDATE record SET kind = 'mark' WHERE seq = 3", "Record 3"}, {"DELETE FROM record WHERE seq = 3", "Record 3"}}) {
            sql(damage[0]);
            try (OnDisk disk = new OnDisk(folder())) {
                assertThatThrownBy(() -> disk.journal().history().booked(Samples.MASTER, 0, 10)).as(damage[0])
                        .isInstanceOfSatisfying(JournalException.class, told -> assertThat(told.code()).isEqualTo(JournalException.DAMAGED))
                        .hasMessageContaining(damage[1]);
                assertThat(disk.health().health().damage()).singleElement().asString().contains(damage[1]);
                List<Entry> others = disk.journal().history().booked(Samples.DAIVON, 0, 10);
                assertThat(others).as("what is damaged of another lane does not matter here").hasSize(1);
            }
        }
    }

    @Test
    void aJournalOfBeforeGetsItsIndexesAtTheNextStart() throws Exception {
        kept();
        sql("DROP INDEX fill_written");
        sql("DROP INDEX intent_written");
        new OnDisk(folder()).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder().resolve("journal.db"));
                Statement statement = connection.createStatement();
                var found = statement.executeQuery("SELECT COUNT(*) FROM sqlite_master WHERE name IN ('fill_written', 'ledger_written', 'intent_written')")) {
            assertThat(found.next() ? found.getInt(1) : 0).isEqualTo(3);
        }
    }
}
