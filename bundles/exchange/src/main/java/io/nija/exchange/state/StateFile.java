package io.nija.exchange.state;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A file of {@link Line}s that one process appends to. A line is handed to the operating system before {@link #append}
 * returns: it survives the death of the process, not that of the machine (only {@link #replace} and {@link #close} wait
 * for the disk). Not thread-safe.
 */
final class StateFile implements AutoCloseable {

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final FileChannel lockChannel;
    private FileChannel channel;
    private long lines;
    private long length;
    private long tornBytes;

    private StateFile(Path path, FileChannel lockChannel) {
        this.path = path;
        this.lockChannel = lockChannel;
    }

    /** Is told of the lines of a file. */
    interface Reader {

        /** @throws StateRefused when the line makes no sense */
        void line(long number, Line line) throws StateRefused;
    }

    /**
     * Opens a file, or makes an empty one, for this process alone.
     *
     * @throws StateRefused when another process has it, or it cannot be written
     */
    static StateFile open(Path file) throws StateRefused {
        Path path = file.toAbsolutePath().normalize();
        FileChannel lock = null;
        try {
            lock = FileChannel.open(path.resolveSibling(path.getFileName() + ".lock"),
                    EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PRIVATE));
            if (!lock(lock)) {
                lock.close();
                throw new StateRefused("The state " + file + " is used by another simulator; stop that one, or choose "
                        + "another file.");
            }
            StateFile opened = new StateFile(path, lock);
            opened.channel = FileChannel.open(path, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE), PosixFilePermissions.asFileAttribute(PRIVATE));
            Files.setPosixFilePermissions(path, PRIVATE);
            return opened;
        } catch (StateRefused refused) {
            throw refused;
        } catch (IOException failed) {
            closeQuietly(lock, failed);
            throw new StateRefused("The state " + file + " cannot be read and written: " + failed + ".", failed);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    private static void closeQuietly(FileChannel channel, IOException because) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException alsoFailed) {
                because.addSuppressed(alsoFailed);
            }
        }
    }

    /** The second line; empty when there is none, or not what was written. */
    Optional<Line> second() throws IOException {
        return Optional.ofNullable(beginning(2));
    }

    /** A line near the beginning, or null. */
    private Line beginning(int number) throws IOException {
        channel.position(0);
        BufferedReader text = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
        String line = text.readLine();
        for (int before = 1; before < number && line != null; before++) {
            line = text.readLine();
        }
        return line == null ? null : Line.parse(number, line);
    }

    boolean isEmpty() throws IOException {
        return channel.size() == 0;
    }

    /** The first line. @throws StateRefused when it is none of a state */
    Line first() throws IOException {
        Line parsed = beginning(1);
        if (parsed == null) {
            throw new StateRefused("The file " + path + " is not the state of a simulator.");
        }
        return parsed;
    }

    /**
     * Reads all lines. A last line without its end was being written when the process or the machine died: it was never
     * acknowledged, and is cut off.
     *
     * @throws StateRefused when a line is not what was written
     */
    void read(Reader reader) throws IOException {
        channel.position(0);
        BufferedReader text = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel),
                StandardCharsets.UTF_8), 1 << 16);
        long size = channel.size();
        StringBuilder line = new StringBuilder();
        for (int read = text.read(); read >= 0; read = text.read()) {
            if (read != '\n') {
                line.append((char) read);
                continue;
            }
            String whole = line.toString();
            line.setLength(0);
            Line parsed = Line.parse(lines + 1, whole);
            if (parsed == null) {
                throw new StateRefused(lines == 0 ? "The file " + path + " is not the state of a simulator."
                        : damaged(lines + 1));
            }
            lines++;
            length += whole.getBytes(StandardCharsets.UTF_8).length + 1L;
            reader.line(lines, parsed);
        }
        if (lines == 0 && size > 0) {
            throw new StateRefused("The file " + path + " is not the state of a simulator.");
        }
        tornBytes = size - length;
        channel.truncate(length);
        channel.position(length);
    }

    String damaged(long number) {
        return "The state " + path + " is damaged in line " + number + " and was not used; go on with a copy of it, or "
                + "with another file.";
    }

    /** How many bytes of an unfinished last line were cut off. */
    long tornBytes() {
        return tornBytes;
    }

    /** How many lines there are. */
    long lines() {
        return lines;
    }

    /** How many bytes there are. */
    long length() {
        return length;
    }

    Path path() {
        return path;
    }

    /** Appends a line. When that fails the file is as it was. */
    void append(Line line) throws IOException {
        byte[] bytes = line.bytes(lines + 1);
        try {
            write(channel, bytes);
        } catch (IOException failed) {
            try {
                channel.truncate(length);
                channel.position(length);
            } catch (IOException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed;
        }
        lines++;
        length += bytes.length;
    }

    private static void write(FileChannel to, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
    }

    /** Puts a new beginning in place of everything there is. When that fails the file is as it was. */
    void replace(Line header, Line snapshot) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        FileChannel to = FileChannel.open(fresh, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                StandardOpenOption.WRITE), PosixFilePermissions.asFileAttribute(PRIVATE));
        try {
            byte[] first = header.bytes(1);
            byte[] second = snapshot.bytes(2);
            write(to, first);
            write(to, second);
            to.force(true);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            channel.close();
            channel = to;
            lines = 2;
            length = (long) first.length + second.length;
        } catch (IOException failed) {
            closeQuietly(to, failed);
            throw failed;
        }
    }

    @Override
    public void close() throws IOException {
        try (FileChannel last = channel; FileChannel held = lockChannel) {
            if (last.isOpen()) {
                last.force(true);
            }
        }
    }
}
