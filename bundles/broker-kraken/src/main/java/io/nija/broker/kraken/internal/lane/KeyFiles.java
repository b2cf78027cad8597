package io.nija.broker.kraken.internal.lane;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * The small files that belong to one API key, in the user's state folder: what must be unique on the machine and must
 * outlive every process. They are named by the SHA-256 of the public half. Blocking; short.
 */
public final class KeyFiles {

    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final FileAttribute<?>[] OWNER_FOLDER = POSIX
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
            : new FileAttribute<?>[0];
    private static final FileAttribute<?>[] OWNER_FILE = POSIX
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
            : new FileAttribute<?>[0];

    private static final Set<StandardOpenOption> FRESH = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path folder;
    private final String name;

    /**
     * The files of a key.
     *
     * @param state the user's state folder
     * @param publicKey the public half; only its hash is kept
     */
    public KeyFiles(Path state, String publicKey) {
        this.folder = state.resolve("keys");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey.getBytes(StandardCharsets.UTF_8));
            this.name = HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256; this one says it has not.", impossible);
        }
    }

    /** The one name of the lock file in this process. */
    String lockName() {
        return folder.resolve(name + ".lock").toAbsolutePath().normalize().toString();
    }

    /** Opens the lock file for reading and writing, making it if need be. */
    FileChannel openLock() throws IOException {
        Files.createDirectories(folder, OWNER_FOLDER);
        Path lock = folder.resolve(name + ".lock");
        if (!Files.exists(lock)) {
            try {
                Files.createFile(lock, OWNER_FILE);
            } catch (FileAlreadyExistsException madeMeanwhile) {
                return FileChannel.open(lock, StandardOpenOption.READ, StandardOpenOption.WRITE);
            }
        }
        return FileChannel.open(lock, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** What a file of this key holds; empty when there is none. */
    Optional<String> read(String kind) throws IOException {
        try {
            return Optional.of(Files.readString(folder.resolve(name + "." + kind), StandardCharsets.US_ASCII).strip());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /**
     * Replaces a file of this key as a whole.
     *
     * @param durable whether it must be on the disk when this returns, and not only in the system's memory
     */
    void write(String kind, String text, boolean durable) throws IOException {
        Path target = folder.resolve(name + "." + kind);
        Path temporary = folder.resolve(name + "." + kind + ".new");
        try (FileChannel channel = fresh(temporary)) {
            writeAll(channel, StandardCharsets.US_ASCII.encode(text + "\n"));
            if (durable) {
                channel.force(true);
            }
        }
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException plainFileSystem) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
        if (durable && POSIX) {
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    /** A new file of the owner's alone. A call's counter is written for each call: folder and leftover are looked at only when they matter. */
    private FileChannel fresh(Path file) throws IOException {
        try {
            return FileChannel.open(file, FRESH, OWNER_FILE);
        } catch (NoSuchFileException noFolder) {
            Files.createDirectories(folder, OWNER_FOLDER);
        } catch (FileAlreadyExistsException leftover) {
            Files.deleteIfExists(file);
        }
        return FileChannel.open(file, FRESH, OWNER_FILE);
    }

    /** A channel may take less than it is given, on a disk that is nearly full for instance. */
    static void writeAll(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Where they are, for messages. */
    public Path folder() {
        return folder;
    }
}
