package io.nija.report.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

import io.nija.command.CommandException;
import io.nija.command.Exit;

/** Writes a report into a file that only its owner may read: wholly or not at all. Does I/O. */
final class ReportFile {

    private ReportFile() {}

    /**
     * Writes it.
     *
     * @return the file as it is called from the root
     * @throws CommandException when that cannot be done; what was there before is untouched
     */
    static Path write(String file, String text) throws CommandException {
        Path target = target(file);
        Path temporary = null;
        try {
            temporary = Files.createTempFile(target.getParent(), ".nija-report-", ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
                    OutputStream out = Channels.newOutputStream(channel)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return target;
        } catch (AccessDeniedException denied) {
            throw refused(target, "the folder " + target.getParent() + " may not be written by the user NIJA runs as");
        } catch (IOException failure) {
            throw refused(target, String.valueOf(failure.getMessage()));
        } finally {
            deleteIfThere(temporary);
        }
    }

    private static Path target(String file) throws CommandException {
        try {
            Path path = Path.of(file).toAbsolutePath().normalize();
            if (Files.isDirectory(path)) {
                throw refused(path, "it is a folder; name a file in it");
            }
            // behind a link the file itself is replaced, not the link
            Path target = Files.exists(path) ? path.toRealPath() : path;
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                throw refused(target, "it is not a regular file");
            }
            if (Files.exists(target) && !Files.isWritable(target)) {
                throw refused(target, "the file is there already and may not be written");
            }
            if (!Files.isDirectory(target.getParent())) {
                throw refused(target, "there is no folder " + target.getParent());
            }
            return target;
        } catch (InvalidPathException illegal) {
            throw new CommandException(Exit.NONE, "The report was not written: this is no name of a file.");
        } catch (NoSuchFileException gone) {
            throw new CommandException(Exit.NONE, "The report was not written: " + file + " vanished meanwhile; try again.");
        } catch (IOException failure) {
            throw new CommandException(Exit.NONE, "The report was not written: " + failure.getMessage() + ".");
        }
    }

    private static CommandException refused(Path target, String why) {
        return new CommandException(Exit.NONE, "The report was not written to " + target + ": " + why + ".");
    }

    private static void deleteIfThere(Path temporary) throws CommandException {
        try {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException stays) {
            throw new CommandException(Exit.NONE, "The temporary file " + temporary + " could not be removed; remove it.");
        }
    }
}
