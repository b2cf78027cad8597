package io.nija.journal.internal.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.nija.journal.JournalException;
import io.nija.journal.internal.JournalFolder;
import io.nija.journal.internal.codec.RecordCodec;
import io.nija.journal.internal.store.JournalFile;
import io.nija.journal.internal.store.Schema;

/**
 * Puts the journal of a backup in the place of the present one, which is kept beside it. Until that is done, a file says so
 * and nothing opens either of them: a journal that is half there must not be traded on.
 */
public final class Restoration {

    /** Opens the journal of a folder at a new epoch. */
    public interface Opening {
        JournalFile open(JournalFolder at, RecordCodec codec, List<String> damage);
    }

    /**
     * What was done.
     *
     * @param backup what the backup says of itself
     * @param records how many are in it, the new epoch's first one included
     * @param epoch the new one
     * @param replaced where the former journal is now; empty when there was none
     */
    public record Done(BackupArchive.Manifest backup, long records, UUID epoch, Optional<Path> replaced) {}

    private Restoration() {}

    /**
     * Does it; the caller holds the data folder.
     *
     * @throws JournalException when the backup is of a newer NIJA; nothing was changed
     * @throws IOException with one sentence; the present journal is in its place unless the sentence says otherwise
     */
    public static Done restore(Path backup, Path data, Instant now, Opening opening) throws IOException {
        JournalFolder present = new JournalFolder(data);
        Path room = Files.createTempDirectory(data, ".nija-restore-");
        try {
            JournalFolder fresh = new JournalFolder(room);
            Files.createDirectory(fresh.path());
            BackupArchive.Manifest manifest = BackupArchive.unpack(backup, fresh.database());
            if (manifest.version() > Schema.CURRENT.version()) {
                throw new JournalException(JournalException.NEWER, backup + " was written by a newer NIJA (version "
                        + manifest.version() + " of the journal, this one knows " + Schema.CURRENT.version()
                        + "); restore it with that NIJA. Nothing was changed.");
            }
            List<String> damage = new ArrayList<>();
            long records;
            UUID epoch;
            try (JournalFile file = opening.open(fresh, new RecordCodec(), damage)) {
                epoch = file.epoch();
                records = file.last();
                file.history().replay(0, entry -> { });
                file.upkeep((dialect, connection) -> damage.addAll(dialect.check(connection)));
            }
            if (!damage.isEmpty()) {
                throw new IOException("The journal in " + backup + " is damaged (" + damage.get(0) + "); take another backup.");
            }
            return new Done(manifest, records, epoch, swap(fresh, present, now));
        } catch (JournalException e) {
            if (e.code().equals(JournalException.NEWER)) {
                throw e;
            }
            throw new IOException(e.getMessage(), e);
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            delete(room);
        }
    }

    private static Optional<Path> swap(JournalFolder fresh, JournalFolder present, Instant now) throws IOException {
        Path data = present.path().getParent();
        if (!Files.exists(present.restoring())) {
            Files.createFile(present.restoring());
        }
        force(data);
        Optional<Path> kept = Optional.empty();
        if (Files.exists(present.path())) {
            kept = Optional.of(data.resolve("journal.replaced-" + now.getEpochSecond() + "-" + now.getNano()));
            Files.move(present.path(), kept.get(), StandardCopyOption.ATOMIC_MOVE);
        }
        forceFiles(fresh.path());
        Files.move(fresh.path(), present.path(), StandardCopyOption.ATOMIC_MOVE);
        force(data);
        Files.delete(present.restoring());
        force(data);
        return kept;
    }

    private static void forceFiles(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
        force(folder);
    }

    /** Makes names durable, where folders can be forced. */
    private static void force(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
