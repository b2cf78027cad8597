package io.nija.journal.internal;

import static io.nija.journal.internal.OnDisk.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.nija.command.Answer;
import io.nija.command.CommandException;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.journal.Mark;
import io.nija.journal.internal.backup.BackupArchive;
import io.nija.journal.internal.command.BackupCommand;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code backup}: what it writes, what it answers, and what it never touches. */
class BackupCommandTest {

    @TempDir
    private Path root;
    private OnDisk disk;
    private BackupCommand backup;

    @BeforeEach
    void open() throws Exception {
        disk = new OnDisk(Files.createDirectories(root.resolve("journal")));
        written(disk.journal(), new Mark(null, "whose", "mine"));
        backup = new BackupCommand(to -> CopyOfJournal.write(disk.opened(), to, Samples.NOW, "run"));
    }

    @AfterEach
    void close() throws Exception {
        disk.close();
    }

    private void refused(String file, int exit, String sentence) throws Exception {
        assertThatThrownBy(() -> backup.run(new Asked(file))).isInstanceOfSatisfying(CommandException.class, refused -> {
            assertThat(refused.exit()).isEqualTo(exit);
            assertThat(refused.getMessage()).isEqualTo(sentence);
        });
        try (Stream<Path> left = Files.walk(root)) {
            assertThat(left).noneMatch(path -> path.getFileName().toString().contains("nija-backup-") || path.toString().endsWith(".part"));
        }
    }

    @Test
    void itAnswersWithTheFileItsSumAndItsSizeAndTheFileIsPrivate() throws Exception {
        Path file = root.resolve("monday.nija-backup");
        Answer answer = backup.run(new Asked(file.toString()));
        assertThat(answer.exit()).isEqualTo(Exit.OK);
        BackupArchive.Manifest packed = BackupArchive.unpack(file, root.resolve("unpacked.db"));
        assertThat(answer.json()).isEqualTo(Map.of("backup", Map.of("file", file.toString(), "sha256", packed.sha256(), "at", Samples.NOW, "bytes",
                Files.size(file))));
        assertThat(answer.text()).singleElement().asString().contains("The journal as of " + Samples.NOW + " is in " + file, packed.sha256());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void anOlderBackupIsReplaced() throws Exception {
        Path file = root.resolve("daily");
        Object first = backup.run(new Asked(file.toString())).json().get("backup");
        written(disk.journal(), new Mark(null, "whose", "changed"));
        assertThat(backup.run(new Asked(file.toString())).json().get("backup")).isNotEqualTo(first);
    }

    @Test
    void aFileThatIsNoBackupIsLeftAlone() throws Exception {
        Path keys = Files.writeString(root.resolve(".env"), "KRAKEN_MASTER_API_KEY=x\n");
        refused(keys.toString(), Exit.NONE, "The backup was not made: " + keys + " is there and is no backup of NIJA, so it was left alone: name another file.");
        assertThat(keys).hasContent("KRAKEN_MASTER_API_KEY=x");
    }

    @Test
    void theJournalItselfIsLeftAlone() throws Exception {
        Path journal;
        try (Stream<Path> files = Files.walk(root.resolve("journal"))) {
            journal = files.filter(path -> path.toString().endsWith(".db")).findFirst().orElseThrow();
        }
        refused(journal.toString(), Exit.NONE, "The backup was not made: " + journal
                + " is there and is no backup of NIJA, so it was left alone: name another file.");
        written(disk.journal(), new Mark(null, "whose", "still"));
        assertThat(disk.journal().history().mark(null, "whose")).contains("still");
    }

    @Test
    void aFolderOrAFileInNoFolderIsNamed() throws Exception {
        String sentence = " cannot be written: name a file in a folder that is there.";
        refused(root.toString(), Exit.NONE, "The backup was not made: " + root + sentence);
        refused(root.resolve("none/x").toString(), Exit.NONE, "The backup was not made: " + root.resolve("none/x") + sentence);
    }

    @Test
    void whatIsNoNameOfAFileIsAUsageError() throws Exception {
        refused("a\0b", Exit.USAGE, "FILE is the name of a file to write; 'a\0b' cannot be one.");
    }

    @Test
    void withoutAJournalThereIsNothingToCopy() {
        assertThatThrownBy(() -> new BackupCommand(null).run(new Asked("x"))).isInstanceOfSatisfying(CommandException.class, refused -> {
            assertThat(refused.exit()).isEqualTo(Exit.NONE);
            assertThat(refused.getMessage()).isEqualTo("The journal is not open, so there is nothing to copy; 'doctor' says why.");
        });
    }

    private record Asked(String file) implements Invocation {

        @Override
        public Optional<String> argument(String name) {
            return Optional.of(file);
        }

        @Override
        public Optional<String> option(String name) {
            return Optional.empty();
        }

        @Override
        public boolean has(String name) {
            return false;
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
            throw new AssertionError(prompt);
        }

        @Override
        public void awaitStop() {
            throw new AssertionError("It does not run until it is stopped.");
        }
    }
}
