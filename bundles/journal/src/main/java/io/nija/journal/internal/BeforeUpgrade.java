package io.nija.journal.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import io.nija.journal.internal.backup.BackupArchive;
import io.nija.journal.internal.store.Dialect;
import io.nija.journal.internal.store.JournalOpening;
import io.nija.platform.TimeSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a backup of an older journal before it is brought to this version: {@code restore} takes it. */
final class BeforeUpgrade implements JournalOpening.Aside {

    private static final Logger LOG = LoggerFactory.getLogger(BeforeUpgrade.class);

    private final Path folder;
    private final TimeSource time;

    BeforeUpgrade(Path folder, TimeSource time) {
        this.folder = folder;
        this.time = time;
    }

    @Override
    public Path keep(Dialect dialect, Connection connection, int version) throws SQLException {
        Path file = folder.resolve("before-version-" + (version + 1) + "-" + time.instant().getEpochSecond() + ".nija-backup");
        try {
            Path copy = Files.createTempDirectory(folder, "copy-").resolve("journal.db");
            try {
                dialect.copy(connection, copy);
                BackupArchive.write(copy, file, version, time.instant(), "");
            } finally {
                Files.deleteIfExists(copy);
                Files.deleteIfExists(copy.getParent());
            }
        } catch (IOException e) {
            throw new SQLException("the copy before the upgrade cannot be written: " + e.getMessage(), e);
        }
        LOG.info("The journal is brought to a new version; a backup of the old one is {}.", file);
        return file;
    }
}
