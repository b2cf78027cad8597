package io.nija.journal.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import io.nija.journal.JournalException;
import io.nija.journal.internal.backup.BackupArchive;
import io.nija.journal.internal.store.JournalFile;
import io.nija.journal.internal.store.Schema;
import io.nija.platform.Boundary;

/** Makes a backup of an open journal: a snapshot of the database beside the target, then the archive of it. */
final class CopyOfJournal {

    private CopyOfJournal() {}

    static BackupArchive.Manifest write(JournalFile file, Path to, Instant now, String start) throws IOException {
        return write(file, to, now, start, Boundary.NONE);
    }

    static BackupArchive.Manifest write(JournalFile file, Path to, Instant now, String start, Boundary boundary) throws IOException {
        Path target = to.toAbsolutePath().normalize();
        if (target.getParent() == null || !Files.isDirectory(target.getParent()) || Files.isDirectory(target)) {
            throw new IOException(target + " cannot be written: name a file in a folder that is there.");
        }
        Path folder = Files.createTempDirectory(target.getParent(), ".nija-backup-");
        Path copy = folder.resolve("journal.db");
        try {
            file.upkeep((dialect, connection) -> dialect.copy(connection, copy));
            boundary.passed("backup.copied", null);
            BackupArchive.Manifest made = BackupArchive.write(copy, target, Schema.CURRENT.version(), now, start);
            boundary.passed("backup.done", null);
            return made;
        } catch (JournalException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(folder);
        }
    }
}
