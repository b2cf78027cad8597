package io.nija.journal.internal;

import static io.nija.journal.internal.OnDisk.written;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nija.journal.JournalHealth;
import io.nija.journal.JournalStorage;
import io.nija.journal.Mark;
import io.nija.journal.internal.sqlite.SqliteDataSourceFactory;
import io.nija.platform.Installation;
import io.nija.status.Checkup.Finding;
import io.nija.status.Checkup.Level;

/** What doctor says of the journal. */
class JournalCheckupTest {

    private static final JournalStorage STORED = new JournalStorage(Path.of("journal.db"), 69_632L, 8L << 20, 8L << 20, Samples.NOW);

    @TempDir
    private Path data;
    private JournalFolder folder;
    private JournalCheckup checkup;

    @BeforeEach
    void open() throws Exception {
        folder = new JournalFolder(data);
        Files.createDirectories(folder.path());
        checkup = new JournalCheckup(folder, "", new SqliteDataSourceFactory(new DataOnly(data)));
    }

    /** All that the driver asks for. */
    private record DataOnly(Path data) implements Installation {

        @Override
        public Path home() {
            return data;
        }

        @Override
        public Path config() {
            return data;
        }

        @Override
        public Path deploy() {
            return data;
        }

        @Override
        public Path state() {
            return data;
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

    private void change(String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.database());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Finding only() {
        List<Finding> findings = checkup.findings();
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    @Test
    void aJournalThatWasNeverMadeIsNoFault() {
        assertThat(only()).isEqualTo(new Finding("journal", Level.OK, "There is none yet; the first start makes it."));
    }

    @Test
    void aJournalThatNobodyHasOpenIsCountedAndLeftAsItIs() throws Exception {
        try (OnDisk disk = new OnDisk(folder.path())) {
            written(disk.journal(), new Mark(null, "m", "1"));
        }
        byte[] before = Files.readAllBytes(folder.database());
        assertThat(only()).satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.OK);
            assertThat(finding.detail()).startsWith("2 records, the last of ").contains(folder.database().toString());
        });
        assertThat(Files.readAllBytes(folder.database())).isEqualTo(before);
        assertThat(Files.list(folder.path()).map(file -> file.getFileName().toString())).containsExactly("journal.db");
    }

    @Test
    void whatAKilledNijaLeftInTheLogIsCountedToo() throws Exception {
        Path killed = data.resolve("killed");
        try (OnDisk disk = new OnDisk(folder.path())) {
            for (int i = 0; i < 9; i++) {
                written(disk.journal(), new Mark(null, "m" + i, "1"));
            }
            Files.createDirectories(killed.resolve("journal"));
            for (String name : List.of("journal.db", "journal.db-wal", "journal.db-shm")) {
                Files.copy(folder.path().resolve(name), killed.resolve("journal").resolve(name));
            }
        }
        JournalCheckup there = new JournalCheckup(new JournalFolder(killed), "", new SqliteDataSourceFactory(new DataOnly(data)));
        assertThat(there.findings()).singleElement().extracting(Finding::detail).asString().startsWith("10 records");
    }

    @Test
    void aJournalOfANewerNijaFailsInOneSentence() throws Exception {
        change("CREATE TABLE journal_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)", "INSERT INTO journal_meta VALUES ('schema', '7')");
        assertThat(only()).isEqualTo(new Finding("journal", Level.FAIL, "The journal " + folder.database() + " was written by a newer NIJA"
                + " (version 7 of the journal, this one knows 1); start that NIJA, or restore a backup that this one made."));
    }

    @Test
    void aFileThatIsNoJournalIsNamed() throws Exception {
        Files.writeString(folder.database(), "This was a journal once. ".repeat(400));
        assertThat(only()).satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.WARN);
            assertThat(finding.detail()).contains(folder.database().toString());
        });
    }

    @Test
    void anInterruptedRestoreFails() throws Exception {
        Files.createFile(folder.restoring());
        assertThat(only()).satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.FAIL);
            assertThat(finding.detail()).contains("nija restore FILE");
        });
    }

    private static JournalHealth health(JournalHealth.State state, String reason, String hint, String... damage) {
        return new JournalHealth(state, "CODE", reason, hint, 42, 7, List.of(damage));
    }

    @Test
    void anOpenJournalTellsItsSizeAndItsLastForce() {
        assertThat(JournalCheckup.findings(health(JournalHealth.State.OK, "", ""), STORED)).containsExactly(new Finding("journal", Level.OK,
                "42 records, 68 KiB in journal.db, last forced at " + Samples.NOW + "; 8192 KiB are set aside for a full disk."));
    }

    @Test
    void aReserveThatIsNotThereIsAWarning() {
        JournalStorage thin = new JournalStorage(Path.of("journal.db"), 1L, 8L << 20, 0L, null);
        assertThat(JournalCheckup.findings(health(JournalHealth.State.OK, "", ""), thin)).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.WARN);
            assertThat(finding.detail()).contains("Make room").contains("nothing forced");
        });
    }

    @Test
    void eachDamageHasALineAndTheLastSaysWhatToDo() {
        assertThat(JournalCheckup.findings(health(JournalHealth.State.DAMAGED, "2 things", "Restore it.", "Record 3 is.", "Record 5 is."), STORED))
                .extracting(Finding::level, Finding::detail).containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Level.FAIL, "Record 3 is."),
                        org.assertj.core.groups.Tuple.tuple(Level.FAIL, "Record 5 is."),
                        org.assertj.core.groups.Tuple.tuple(Level.FAIL, "2 things are damaged; no entry is sent. Restore it."));
    }

    @Test
    void aJournalThatIsBeingOpenedIsNeitherGoodNorBad() {
        assertThat(JournalCheckup.findings(health(JournalHealth.State.OPENING, "It is being opened.", ""), STORED))
                .extracting(Finding::level).containsExactly(Level.UNKNOWN);
        for (JournalHealth.State bad : List.of(JournalHealth.State.RESERVE, JournalHealth.State.FAILED)) {
            assertThat(JournalCheckup.findings(health(bad, "The disk is full.", "Make room."), STORED))
                    .containsExactly(new Finding("journal", Level.FAIL, "The disk is full. Make room."));
        }
    }
}
