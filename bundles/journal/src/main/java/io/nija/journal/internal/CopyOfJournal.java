package io.nija.journal.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import io.nija.journal.JournalException;
import io.nija.journal.internal.backup.BackupArchive;
import io.nija.journal.internal.store.JournalFile;
import io.nija.journal.internal.store.Schema;

/** Makes a backup of an open journal: a snapshot of the database beside the target, then the archive of it. */
final class CopyOfJournal {

    private CopyOfJournal() {}

    static BackupArchive.Manifest write(JournalFile file, Path to, Instant now, String start) throws IOException {
        Path target = to.toAbsolutePath().normalize();
        if (target.getParent() == null || !Files.isDirectory(target.getParent()) || Files.isDirectory(target)) {
            throw new IOException(target + " cannot be written: name a file in a folder that is there.");
        }
        if (Files.exists(target) && !BackupArchive.isOne(target)) {
            // A slip of the keyboard must cost nobody the file of keys, or the journal itself.
            throw new IOException(target + " is there and is no backup of NIJA, so it was left alone: name another file.");
        }
        Path folder;
        try {
            folder = Files.createTempDirectory(target.getParent(), ".nija-backup-");
        } catch (FileSystemException e) {
            throw unwritable(target, e);
        }
        Path copy = folder.resolve("journal.db");
        try {
            file.upkeep((dialect, connection) -> dialect.copy(connection, copy));
            return BackupArchive.write(copy, target, Schema.CURRENT.version(), now, start);
        } catch (FileSystemException e) {
            throw unwritable(target, e);
        } catch (JournalException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(folder);
        }
    }

    /** Its message alone is often nothing but a path. */
    private static IOException unwritable(Path target, FileSystemException e) {
        String why = e instanceof AccessDeniedException ? "permission denied" : e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
        return new IOException(target + " cannot be written (" + why + "): name a file in a folder that you may write and that has room.", e);
    }
}
