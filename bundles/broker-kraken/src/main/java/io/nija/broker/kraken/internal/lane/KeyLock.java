package io.nija.broker.kraken.internal.lane;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

import io.nija.broker.kraken.internal.wire.VenueText;
import io.nija.platform.KeyLocks;

/**
 * The exclusive right on this machine to use one API key. Two programs on one key overtake each other's nonces until
 * the venue locks the key out, so the second one does not begin. The operating system gives the right back when the
 * process ends, however it ends.
 */
public final class KeyLock implements AutoCloseable {

    /** Behind the text, so that the text can be read by those who do not hold the lock, on every system. */
    private static final long LOCKED_BYTE = 1L << 20;

    private final FileChannel channel;
    private final FileLock lock;

    private final KeyLocks held;
    private final String name;
    private final AtomicBoolean closed = new AtomicBoolean();

    private KeyLock(FileChannel channel, FileLock lock, KeyLocks held, String name) {
        this.channel = channel;
        this.lock = lock;
        this.held = held;
        this.name = name;
    }

    /** How an attempt ended. */
    public sealed interface Attempt {
        /** The key is ours until the lock is closed. */
        record Held(KeyLock lock) implements Attempt {}

        /** Somebody else has it; {@code holder} says who, in words. */
        record InUse(String holder) implements Attempt {}

        /** The lock file cannot be used. */
        record Failed(String reason) implements Attempt {}
    }

    /**
     * Tries once. A file that this process holds already is not opened: closing it again would take the lock from its
     * holder (POSIX).
     *
     * @param held what this process holds
     * @param self who we are, for those who come later
     */
    public static Attempt attempt(KeyFiles files, KeyLocks held, String self) {
        String name = files.lockName();
        if (!held.take(name)) {
            return new Attempt.InUse("another session of this NIJA");
        }
        Attempt attempt = null;
        try {
            attempt = open(files, held, name, self);
            return attempt;
        } finally {
            if (!(attempt instanceof Attempt.Held)) {
                held.release(name);
            }
        }
    }

    private static Attempt open(KeyFiles files, KeyLocks held, String name, String self) {
        FileChannel channel = null;
        try {
            channel = files.openLock();
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                Attempt inUse = new Attempt.InUse(holder(channel));
                channel.close();
                return inUse;
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(VenueText.clean(self, 200)), 0);
            return new Attempt.Held(new KeyLock(channel, lock, held, name));
        } catch (OverlappingFileLockException ourselves) {
            // Only a second framework in this process can get here: it has a service of its own.
            closeQuietly(channel);
            return new Attempt.InUse("another NIJA in this process");
        } catch (IOException notPossible) {
            closeQuietly(channel);
            return new Attempt.Failed(VenueText.clean(notPossible.getClass().getSimpleName() + ": " + notPossible.getMessage(), 200));
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(200);
        channel.read(text, 0);
        text.flip();
        String holder = VenueText.clean(StandardCharsets.UTF_8.decode(text).toString(), 200);
        return holder.isEmpty() ? "another program" : holder;
    }

    private static void closeQuietly(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException alreadyBroken) {
                // The attempt has failed already and says why; a second reason for the same would only hide it.
                return;
            }
        }
    }

    /** Gives the key back, once. Any thread. */
    @Override
    public void close() throws IOException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            if (lock.isValid()) {
                lock.release();
            }
        } finally {
            try {
                channel.close();
            } finally {
                held.release(name);
            }
        }
    }
}
