package io.nija.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The right to trade on a data folder: the operating system's lock on {@code data/lock}, gone with the process however
 * it ends. The framework has a lock of its own, but does not notice that another process holds it.
 */
final class InstanceLock implements AutoCloseable {

    /** A client that looks whether the lock is free holds it for an instant; so one refusal is not yet an answer. */
    private static final int ATTEMPTS = 5;
    private static final long BETWEEN_ATTEMPTS_MS = 40;

    private final FileChannel channel;

    private InstanceLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock and writes into the file who has it.
     *
     * @param command what this process does, for the sentence a second one gets
     */
    static InstanceLock acquire(Path data, String command) throws Refusal, InterruptedException {
        Path file = file(data);
        try {
            FileChannel channel = FileChannel.open(file,
                    StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                for (int attempt = 1; !locked(channel, false); attempt++) {
                    if (attempt == ATTEMPTS) {
                        String holder = holder(channel);
                        throw new Refusal(Refusal.OCCUPIED, "Another NIJA holds the data folder " + data + holder
                                + "; stop it first, or set NIJA_DATA to another folder.");
                    }
                    Thread.sleep(BETWEEN_ATTEMPTS_MS);
                }
                describe(channel, command);
                return new InstanceLock(channel);
            } catch (IOException | Refusal | InterruptedException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new Refusal(Refusal.CONFIGURATION, "The lock file " + file + " cannot be written: "
                    + Plain.reason(e) + "; free the disk, mend its permissions, or set NIJA_DATA.");
        }
    }

    /** Who holds the lock, in words ({@code  (pid 12, …)}, or empty text when unknown); empty when nobody does. */
    static Optional<String> heldBy(Path data) {
        try (FileChannel channel = FileChannel.open(file(data), StandardOpenOption.READ)) {
            return locked(channel, true) ? Optional.empty() : Optional.of(holder(channel));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            // A lock file that cannot even be read belongs to another user's NIJA, or did once: nothing can be said.
            return Files.exists(file(data)) ? Optional.of("") : Optional.empty();
        }
    }

    private static Path file(Path data) {
        return data.resolve("lock");
    }

    private static boolean locked(FileChannel channel, boolean shared) throws IOException {
        try {
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void describe(FileChannel channel, String command) throws IOException {
        String text = "pid=" + ProcessHandle.current().pid()
                + "\nsince=" + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\ncommand=" + command + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(512);
        channel.read(content, 0);
        String text = new String(content.array(), 0, content.position(), StandardCharsets.UTF_8);
        String pid = value(text, "pid");
        String since = value(text, "since");
        if (pid.isEmpty() || since.isEmpty()) {
            return "";
        }
        return " (nija " + value(text, "command") + ", pid " + pid + ", since " + since + ")";
    }

    private static String value(String text, String key) {
        return text.lines().filter(line -> line.startsWith(key + "="))
                .map(line -> Plain.text(line.substring(key.length() + 1))).findFirst().orElse("");
    }

    /** Gives the lock back. The file stays: deleting it would let two processes lock two files of one name. */
    @Override
    public void close() throws IOException {
        try {
            channel.truncate(0);
        } finally {
            channel.close();
        }
    }
}
