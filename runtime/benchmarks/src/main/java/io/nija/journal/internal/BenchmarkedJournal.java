package io.nija.journal.internal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;

import io.nija.journal.Journal;
import io.nija.journal.internal.codec.RecordCodec;
import io.nija.journal.internal.sqlite.SqliteDialect;
import io.nija.journal.internal.store.JournalFile;
import io.nija.journal.internal.store.JournalOpening;
import io.nija.journal.internal.store.Schema;
import io.nija.platform.Boundary;
import io.nija.platform.internal.SharedWorkers;
import io.nija.platform.internal.SystemTime;

import org.sqlite.SQLiteDataSource;

/** The shipped journal on a disk, without a framework around it. */
public final class BenchmarkedJournal implements AutoCloseable {

    private final SharedWorkers workers = new SharedWorkers();
    private final JournalFile file;
    private final GroupCommit writing;
    private final Journal journal;

    /** Opens or makes the journal in {@code folder}. */
    public BenchmarkedJournal(Path folder) {
        SystemTime time = new SystemTime();
        RecordCodec codec = new RecordCodec();
        HealthNotes health = new HealthNotes(java.time.Instant::now);
        Path database = folder.resolve("journal.db");
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + database);
        file = new JournalOpening(source, new SqliteDialect(database), Schema.CURRENT, "benchmark", UUID::randomUUID,
                new BeforeUpgrade(folder, time)).open(codec, time.instant(), health::damaged);
        health.opened(file.last());
        writing = new GroupCommit(file, new Reserve(folder.resolve("reserve"), 1 << 20), health, workers.serial("journal"),
                workers.shared(), Boundary.NONE);
        journal = new OpenJournal(file, codec, time, writing, health);
    }

    public Journal journal() {
        return journal;
    }

    /** What the daily inspection does. */
    public void inspect() {
        new Inspection(file, new HealthNotes(java.time.Instant::now)).run();
    }

    @Override
    public void close() throws SQLException {
        writing.close();
        file.close();
        workers.stop();
    }
}
