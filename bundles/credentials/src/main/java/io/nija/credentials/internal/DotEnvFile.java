package io.nija.credentials.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;

/** Writes variables into the {@code .env} file: as a whole or not at all, readable by its owner alone. Does I/O. */
final class DotEnvFile {

    private static final FileAttribute<?>[] PRIVATE = FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
            : new FileAttribute<?>[0];

    private DotEnvFile() {}

    /** Nothing was written; the message is one sentence. */
    static final class NotWritten extends Exception {

        private static final long serialVersionUID = 1;

        NotWritten(String message) {
            super(message);
        }
    }

    static void set(Path envFile, Map<String, SecretText> values) throws NotWritten {
        Path file = envFile;
        try {
            // A link stays a link: what it points to is written.
            file = Files.exists(envFile) ? envFile.toRealPath() : envFile;
            FileReading.Stamp before = FileReading.Stamp.of(file);
            FileReading reading = FileReading.read(file);
            if (reading instanceof FileReading.Unreadable unreadable) {
                throw new NotWritten(envFile + " was not changed, because it cannot be read: " + unreadable.reason() + ".");
            }
            byte[] bytes = reading instanceof FileReading.Content content ? content.bytes() : new byte[0];
            if (SecretCharacters.isUtf16(bytes)) {
                throw new NotWritten(envFile + " was not changed, because it is written in UTF-16; save it as UTF-8 first.");
            }
            byte[] edited = edited(bytes, values);
            Arrays.fill(bytes, (byte) 0);
            try {
                replace(file, edited, before);
            } finally {
                Arrays.fill(edited, (byte) 0);
            }
        } catch (AccessDeniedException | ReadOnlyFileSystemException readOnly) {
            throw new NotWritten(envFile + " was not changed, because its folder cannot be written to; make it writable, or put "
                    + String.join(" and ", values.keySet()) + " there yourself.");
        } catch (IOException failed) {
            throw new NotWritten(envFile + " was not changed, because writing failed (" + failed.getClass().getSimpleName() + ": "
                    + failed.getMessage() + ").");
        }
    }

    private static byte[] edited(byte[] bytes, Map<String, SecretText> values) {
        char[] text = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            text[i] = (char) (bytes[i] & 0xff);
        }
        char[] edited = DotEnvEdit.set(text, values);
        byte[] result = new byte[edited.length];
        for (int i = 0; i < edited.length; i++) {
            result[i] = (byte) edited[i];
        }
        Arrays.fill(text, '\0');
        Arrays.fill(edited, '\0');
        return result;
    }

    private static void replace(Path file, byte[] content, FileReading.Stamp before) throws IOException, NotWritten {
        Path part = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        Files.deleteIfExists(part);
        try {
            try (FileChannel channel = FileChannel.open(part, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PRIVATE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            keepOwner(file, part);
            if (!FileReading.Stamp.of(file).equals(before)) {
                throw new NotWritten(file + " was not changed, because somebody else changed it at the same time; try again.");
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Written by root, it must still be readable for the user that NIJA runs as: the owner of the file, or of its folder. */
    private static void keepOwner(Path file, Path part) throws IOException {
        UserPrincipal owner = Files.getOwner(Files.exists(file) ? file : file.toAbsolutePath().getParent());
        if (!Files.getOwner(part).equals(owner) && "root".equals(System.getProperty("user.name"))) {
            Files.setOwner(part, owner);
        }
    }
}
