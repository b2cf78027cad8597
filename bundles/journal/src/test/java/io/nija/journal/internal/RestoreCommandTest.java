package io.nija.journal.internal;

import static io.nija.journal.internal.OnDisk.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

import io.nija.command.Answer;
import io.nija.command.CommandException;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.journal.Mark;
import io.nija.journal.internal.backup.BackupArchive;
import io.nija.journal.internal.command.RestoreCommand;
import io.nija.journal.internal.sqlite.SqliteDataSourceFactory;
import io.nija.journal.internal.store.Schema;
import io.nija.platform.Installation;
import io.nija.platform.internal.SystemTime;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code restore}: where a journal goes, and that whatever is wrong with a backup leaves the present journal as it is. */
class RestoreCommandTest {

    @TempDir
    private Path root;
    private Path data;
    private Path demo;
    private RestoreCommand restore;

    @BeforeEach
    void twoJournals() throws Exception {
        data = root.resolve("data");
        demo = data.resolve("demo").resolve("data");
        Files.createDirectories(root.resolve("config"));
        for (Path at : new Path[] {data, demo}) {
            Files.createDirectories(at.resolve("journal"));
            try (OnDisk disk = new OnDisk(at.resolve("journal"))) {
                written(disk.journal(), new Mark(null, "whose", at.equals(demo) ? "demo" : "trading"));
            }
        }
        Home home = new Home(root);
        restore = new RestoreCommand(home, new SystemTime(), new SqliteDataSourceFactory(home));
    }

    private Path backup(Path of, String start) throws Exception {
        Path file = root.resolve("backup-" + start);
        try (OnDisk disk = new OnDisk(of.resolve("journal"))) {
            CopyOfJournal.write(disk.opened(), file, Samples.NOW, start);
            written(disk.journal(), new Mark(null, "whose", "changed"));
        }
        return file;
    }

    private static String whose(Path at) throws Exception {
        try (OnDisk disk = new OnDisk(at.resolve("journal"))) {
            return disk.journal().history().mark(null, "whose").orElseThrow();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> restored(Answer answer) {
        return (Map<String, Object>) answer.json().get("restored");
    }

    private void refused(Path file, int exit, String sentence, String... options) throws Exception {
        String before = whose(data);
        assertThatThrownBy(() -> restore.run(new Asked(file, options))).isInstanceOfSatisfying(CommandException.class, refused -> {
            assertThat(refused.exit()).isEqualTo(exit);
            assertThat(refused.getMessage()).contains(sentence).doesNotContain("\n").doesNotContain("Exception");
        });
        assertThat(whose(data)).isEqualTo(before);
    }

    @Test
    void aBackupOfTheTradingJournalTakesItsPlaceAndTheDemonstrationsStays() throws Exception {
        Answer answer = restore.run(new Asked(backup(data, "run")));
        assertThat(answer.exit()).isEqualTo(Exit.OK);
        assertThat(restored(answer)).containsEntry("data", data.toString()).containsEntry("demo", false);
        assertThat(whose(data)).isEqualTo("trading");
        assertThat(whose(demo)).isEqualTo("demo");
    }

    @Test
    void aBackupOfTheDemonstrationGoesBackThereAndNeverBecomesTheJournalThatTrades() throws Exception {
        Answer answer = restore.run(new Asked(backup(demo, "demo")));
        assertThat(restored(answer)).containsEntry("data", demo.toString()).containsEntry("demo", true);
        assertThat(whose(demo)).isEqualTo("demo");
        assertThat(whose(data)).isEqualTo("trading");
    }

    @Test
    void anOldBackupDoesNotTellAndTheOptionSaysWhoseItIs() throws Exception {
        restore.run(new Asked(backup(demo, ""), "--demo"));
        assertThat(whose(demo)).isEqualTo("demo");
        assertThat(whose(data)).isEqualTo("trading");
    }

    @Test
    void theTradingJournalIsNotPutIntoTheDemonstration() throws Exception {
        refused(backup(data, "run"), Exit.USAGE, "leave --demo out. Nothing was changed.", "--demo");
    }

    @Test
    void whatIsNoBackupIsNamedAndExitCode2() throws Exception {
        refused(root.resolve("none"), Exit.NONE, "There is no file " + root.resolve("none"));
        refused(Files.writeString(root.resolve("text"), "no backup"), Exit.NONE, "is not a backup of NIJA");
    }

    @Test
    void aJournalThatIsNotTheOneThatWasPackedIsRefused() throws Exception {
        Path file = backup(data, "run");
        try (var zip = java.nio.file.FileSystems.newFileSystem(file)) {
            byte[] journal = Files.readAllBytes(zip.getPath("journal.db"));
            journal[journal.length / 2] ^= 1;
            Files.write(zip.getPath("journal.db"), journal);
        }
        refused(file, Exit.NONE, "the journal in it is not the one that was put in");
    }

    @Test
    void aBackupOfANewerNijaIsExitCode4() throws Exception {
        Path file = root.resolve("future");
        BackupArchive.write(data.resolve("journal").resolve("journal.db"), file, Schema.CURRENT.version() + 1, Samples.NOW, "run");
        refused(file, Exit.CONFIGURATION, "was written by a newer NIJA");
    }

    @Test
    void whileANijaRunsOnTheDataFolderItIsExitCode5() throws Exception {
        Path file = backup(data, "run");
        try (FileChannel channel = FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            refused(file, Exit.OCCUPIED, "stop it first. Nothing was changed.");
        }
    }

    @Test
    void aJournalThatIsKeptElsewhereIsNotRestoredBesideItself() throws Exception {
        Path file = backup(data, "run");
        Files.writeString(root.resolve("config").resolve("io.nija.journal.cfg"), "url = jdbc:sqlite:/elsewhere/journal.db\n");
        refused(file, Exit.CONFIGURATION, "keeps the journal elsewhere");
        Files.writeString(root.resolve("config").resolve("io.nija.journal.cfg"), "reserve.mib = 8\n");
        assertThat(restore.run(new Asked(file)).exit()).isEqualTo(Exit.OK);
    }

    private record Home(Path root) implements Installation {

        @Override
        public Path home() {
            return root;
        }

        @Override
        public Path config() {
            return root.resolve("config");
        }

        @Override
        public Path data() {
            return root.resolve("data");
        }

        @Override
        public Path deploy() {
            return root;
        }

        @Override
        public Path state() {
            return root;
        }

        @Override
        public String build() {
            return "test";
        }

        @Override
        public Start start() {
            return Start.COMMAND;
        }
    }

    private record Asked(Path file, String... options) implements Invocation {

        @Override
        public Optional<String> argument(String name) {
            return Optional.of(file.toString());
        }

        @Override
        public Optional<String> option(String name) {
            return Optional.empty();
        }

        @Override
        public boolean has(String name) {
            return java.util.List.of(options).contains(name);
        }

        @Override
        public boolean json() {
            return true;
        }

        @Override
        public String caller() {
            return "test";
        }

        @Override
        public void out(String line) {
            throw new AssertionError(line);
        }

        @Override
        public void err(String line) {
            throw new AssertionError(line);
        }

        @Override
        public Optional<String> ask(String prompt, boolean hidden) {
            return Optional.empty();
        }

        @Override
        public void awaitStop() {
            throw new AssertionError("It does not run until it is stopped.");
        }
    }
}
