package io.nija.journal.internal;

import java.io.IOException;
import java.nio.file.Path;

import io.nija.journal.internal.backup.BackupArchive;

/** Copies of the open journal, made while it is written. */
public interface JournalCopies {

    /**
     * Makes a backup of everything forced so far; nobody who writes waits for it.
     *
     * @throws IOException with one sentence when it cannot be made; then there is no file
     */
    BackupArchive.Manifest backup(Path to) throws IOException;
}
