package io.nija.broker.kraken.internal.lane;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;

import io.nija.broker.kraken.internal.wire.VenueText;

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

    private KeyLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
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
     * Tries once.
     *
     * @param self who we are, for those who come later
     */
    public static Attempt attempt(KeyFiles files, String self) {
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
            return new Attempt.Held(new KeyLock(channel, lock));
        } catch (OverlappingFileLockException ourselves) {
            closeQuietly(channel);
            return new Attempt.InUse("another session of this NIJA");
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

    @Override
    public void close() throws IOException {
        try {
            if (lock.isValid()) {
                lock.release();
            }
        } finally {
            channel.close();
        }
    }
}
