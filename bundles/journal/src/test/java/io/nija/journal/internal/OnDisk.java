package io.nija.journal.internal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.nija.journal.Journal;
import io.nija.journal.JournalRecord;
import io.nija.journal.Receipt;
import io.nija.journal.internal.codec.RecordCodec;
import io.nija.journal.internal.sqlite.SqliteDialect;
import io.nija.journal.internal.store.Dialect;
import io.nija.journal.internal.store.JournalFile;
import io.nija.journal.internal.store.JournalOpening;
import io.nija.journal.internal.store.Schema;
import io.nija.platform.SerialQueue;
import io.nija.platform.internal.SharedWorkers;
import io.nija.platform.internal.SystemTime;

import org.sqlite.SQLiteDataSource;

/** A journal in a folder, as the component makes one. */
public final class OnDisk implements AutoCloseable {

    private final SharedWorkers workers = new SharedWorkers();
    private final HealthNotes health = new HealthNotes(new SystemTime()::instant);
    private final JournalFile file;
    private final SerialQueue queue;
    private final GroupCommit writing;
    private final OpenJournal journal;

    public OnDisk(Path folder) {
        this(folder, new SqliteDialect(folder.resolve("journal.db")));
    }

    public OnDisk(Path folder, Dialect dialect) {
        this(folder, dialect, Schema.CURRENT, new Reserve(folder.resolve("reserve"), 262_144));
    }

    /** @param completing where receipts are completed */
    OnDisk(Path folder, Executor completing) {
        this(folder, new SqliteDialect(folder.resolve("journal.db")), Schema.CURRENT, new Reserve(folder.resolve("reserve"), 262_144), completing);
    }

    OnDisk(Path folder, Dialect dialect, Schema schema, Reserve reserve) {
        this(folder, dialect, schema, reserve, null);
    }

    private OnDisk(Path folder, Dialect dialect, Schema schema, Reserve reserve, Executor completing) {
        RecordCodec codec = new RecordCodec();
        SystemTime time = new SystemTime();
        file = opening(folder, dialect, schema).open(codec, time.instant(), health::damaged);
        health.opened(file.last());
        queue = workers.serial("journal");
        writing = new GroupCommit(file, reserve, health, queue, completing == null ? workers.shared() : completing, io.nija.platform.Boundary.NONE);
        journal = new OpenJournal(file, codec, time, writing, health);
    }

    static JournalOpening opening(Path folder, Dialect dialect, Schema schema) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("journal.db"));
        return new JournalOpening(source, dialect, schema, "test", UUID::randomUUID,
                new BeforeUpgrade(folder, new SystemTime()));
    }

    public Journal journal() {
        return journal;
    }

    public JournalFile opened() {
        return file;
    }

    HealthNotes health() {
        return health;
    }

    SerialQueue queue() {
        return queue;
    }

    /** Tries to fill the reserve again, as a timer does. */
    public void refill() {
        writing.refill();
    }

    /** Appends and waits for the receipt. */
    public static Receipt written(Journal journal, JournalRecord... records) {
        return journal.append(records).toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() throws SQLException {
        writing.close();
        file.close();
        workers.stop();
    }
}
