package io.nija.journal.internal;

import static io.nija.journal.internal.OnDisk.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nija.journal.EpochBegun;
import io.nija.journal.Intent;
import io.nija.journal.JournalException;
import io.nija.journal.Mark;
import io.nija.journal.internal.backup.BackupArchive;
import io.nija.journal.internal.backup.Restoration;
import io.nija.journal.internal.sqlite.SqliteDialect;
import io.nija.journal.internal.store.Schema;

/** Versions of the journal, backups, and epochs. */
class VersionsTest {

    private static final Schema NEXT = newer("ALTER TABLE record ADD COLUMN mood TEXT");

    @TempDir
    private Path data;

    private static Schema newer(String... step) {
        List<List<String>> steps = new ArrayList<>(Schema.CURRENT.steps());
        steps.add(List.of(step));
        return new Schema(steps);
    }

    private Path folder() throws Exception {
        return Files.createDirectories(new JournalFolder(data).path());
    }

    private OnDisk open(Schema schema) throws Exception {
        return new OnDisk(folder(), new SqliteDialect(folder().resolve("journal.db")), schema,
                new Reserve(folder().resolve("reserve"), 4_096));
    }

    private List<Path> backups() throws Exception {
        try (var files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".nija-backup")).toList();
        }
    }

    @Test
    void anOlderJournalIsBackedUpAndThenBroughtToThisVersion() throws Exception {
        UUID epoch;
        try (OnDisk old = open(Schema.CURRENT)) {
            epoch = old.journal().epoch();
            written(old.journal(), new Mark(null, "kept", "yes"));
        }
        try (OnDisk upgraded = open(NEXT)) {
            assertThat(upgraded.journal().epoch()).isEqualTo(epoch);
            assertThat(upgraded.journal().history().mark(null, "kept")).contains("yes");
            assertThat(written(upgraded.journal(), new Mark(null, "after", "1")).forced()).isTrue();
        }
        assertThat(backups()).hasSize(1);
        assertThat(BackupArchive.unpack(backups().get(0), data.resolve("unpacked.db")).version())
                .isEqualTo(Schema.CURRENT.version());
    }

    @Test
    void anUpgradeThatFailsLeavesTheOldJournalAsItWas() throws Exception {
        try (OnDisk old = open(Schema.CURRENT)) {
            written(old.journal(), new Mark(null, "kept", "yes"));
        }
        Schema broken = newer("ALTER TABLE record ADD COLUMN mood TEXT", "this is no statement");
        assertThatThrownBy(() -> open(broken)).isInstanceOf(JournalException.class);
        try (OnDisk old = open(Schema.CURRENT)) {
            assertThat(old.journal().history().mark(null, "kept")).contains("yes");
        }
        try (OnDisk upgraded = open(NEXT)) {
            assertThat(upgraded.journal().history().mark(null, "kept")).contains("yes");
        }
    }

    @Test
    void anOlderProgramRefusesANewerJournalInOneSentence() throws Exception {
        open(NEXT).close();
        assertThatThrownBy(() -> open(Schema.CURRENT)).isInstanceOfSatisfying(JournalException.class,
                refused -> assertThat(refused.code()).isEqualTo(JournalException.NEWER))
                .hasMessageContaining("newer NIJA").hasMessageContaining("version 2");
        open(NEXT).close();
    }

    private Restoration.Done restore(Path backup) throws Exception {
        return Restoration.restore(backup, data, Samples.NOW, (at, codec, damage) ->
                OnDisk.opening(at.path(), new SqliteDialect(at.database()), Schema.CURRENT)
                        .openRestored(codec, Samples.NOW, "shell:test", damage::add));
    }

    @Test
    void aRestoredJournalHoldsTheBackupAndBeginsANewEpoch() throws Exception {
        Path backup = data.resolve("monday.nija-backup");
        UUID before;
        Intent intent;
        try (OnDisk disk = open(Schema.CURRENT)) {
            before = disk.journal().epoch();
            intent = Samples.entry(before, disk.journal().nextIntent(), Samples.MASTER);
            written(disk.journal(), intent);
            CopyOfJournal.write(disk.opened(), backup, Samples.NOW, "run");
            written(disk.journal(), new Mark(null, "after the backup", "1"));
        }
        Restoration.Done done = restore(backup);

        assertThat(done.replaced().orElseThrow().resolve("journal.db")).exists();
        assertThat(new JournalFolder(data).restoring()).doesNotExist();
        try (OnDisk disk = open(Schema.CURRENT)) {
            assertThat(disk.journal().epoch()).isEqualTo(done.epoch()).isNotEqualTo(before);
            assertThat(disk.journal().history().intent(intent.number()).orElseThrow().intent()).isEqualTo(intent);
            assertThat(disk.journal().history().mark(null, "after the backup")).isEmpty();
            assertThat(disk.journal().nextIntent()).isGreaterThan(intent.number());
            assertThat(disk.journal().history().newest(EpochBegun.class, null, 9)).extracting(
                    entry -> ((EpochBegun) entry.record()).cause()).containsExactly("restored", "created");
        }
    }

    @Test
    void aDamagedBackupIsRefusedAndTheJournalStays() throws Exception {
        Path backup = data.resolve("monday.nija-backup");
        try (OnDisk disk = open(Schema.CURRENT)) {
            written(disk.journal(), new Mark(null, "present", "1"));
            CopyOfJournal.write(disk.opened(), backup, Samples.NOW, "run");
        }
        byte[] bytes = Files.readAllBytes(backup);
        for (int place = bytes.length / 4; place < bytes.length * 3 / 4; place += 7) {
            bytes[place] ^= 0x20;
        }
        Files.write(backup, bytes);

        assertThatThrownBy(() -> restore(backup)).isInstanceOf(java.io.IOException.class);
        assertThatThrownBy(() -> restore(Files.writeString(data.resolve("text"), "no backup")))
                .isInstanceOf(java.io.IOException.class).hasMessageContaining("not a backup");
        try (OnDisk disk = open(Schema.CURRENT)) {
            assertThat(disk.journal().history().mark(null, "present")).contains("1");
        }
    }

    @Test
    void aBackupOfANewerNijaIsRefusedAndTheJournalStays() throws Exception {
        try (OnDisk disk = open(Schema.CURRENT)) {
            written(disk.journal(), new Mark(null, "present", "1"));
        }
        Path backup = data.resolve("future.nija-backup");
        BackupArchive.write(folder().resolve("journal.db"), backup, Schema.CURRENT.version() + 1, Samples.NOW, "run");
        assertThatThrownBy(() -> restore(backup)).isInstanceOfSatisfying(JournalException.class,
                refused -> assertThat(refused.code()).isEqualTo(JournalException.NEWER))
                .hasMessageContaining("future.nija-backup was written by a newer NIJA").hasMessageContaining("Nothing was changed");
        try (OnDisk disk = open(Schema.CURRENT)) {
            assertThat(disk.journal().history().mark(null, "present")).contains("1");
        }
    }

    @Test
    void aRestoreTakesThePlaceOfAJournalThatIsTooNew() throws Exception {
        Path backup = data.resolve("monday.nija-backup");
        try (OnDisk disk = open(Schema.CURRENT)) {
            written(disk.journal(), new Mark(null, "of monday", "1"));
            CopyOfJournal.write(disk.opened(), backup, Samples.NOW, "run");
        }
        open(NEXT).close();
        assertThat(restore(backup).replaced()).isPresent();
        try (OnDisk disk = open(Schema.CURRENT)) {
            assertThat(disk.journal().history().mark(null, "of monday")).contains("1");
        }
    }

    @Test
    void anInterruptedRestoreIsSaidAndNothingIsOpened() throws Exception {
        JournalFolder folder = new JournalFolder(data);
        Files.createFile(folder.restoring());
        assertThatThrownBy(folder::prepare).isInstanceOf(JournalException.class).hasMessageContaining("restore FILE again");
    }

    @Test
    void aBackupIsMadeWhileOthersWrite() throws Exception {
        Path backup = data.resolve("busy.nija-backup");
        try (OnDisk disk = open(Schema.CURRENT)) {
            List<java.util.concurrent.CompletionStage<io.nija.journal.Receipt>> receipts = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                receipts.add(disk.journal().append(new Mark(null, "m" + i, "x")));
                if (i == 250) {
                    CopyOfJournal.write(disk.opened(), backup, Samples.NOW, "run");
                }
            }
            assertThat(receipts).allSatisfy(receipt -> assertThat(receipt.toCompletableFuture().join().forced()).isTrue());
        }
        assertThat(restore(backup).records()).isPositive();
    }
}
