package io.nija.journal.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * Room on the disk that is ours already: a file that is deleted when the disk is full, so that what closes positions can
 * still be written.
 */
final class Reserve {

    private static final int BLOCK = 1 << 16;

    private final Path file;
    private final long bytes;

    Reserve(Path file, long bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    long bytes() {
        return bytes;
    }

    /** Whether all of it is there. */
    boolean held() throws IOException {
        return Files.exists(file) && Files.size(file) == bytes;
    }

    /** How much of it is there now; null when that cannot be read. */
    Long heldBytes() {
        try {
            return Files.exists(file) ? Files.size(file) : 0L;
        } catch (IOException unreadable) {
            return null;
        }
    }

    /** Fills the file, if it is not there as a whole. */
    void take() throws IOException {
        if (held()) {
            return;
        }
        Path half = file.resolveSibling(file.getFileName() + ".part");
        // Not zeros: a file system that compresses, or leaves holes, would set nothing aside for them.
        byte[] noise = new byte[BLOCK];
        new Random(bytes).nextBytes(noise);
        try {
            try (FileChannel channel = FileChannel.open(half, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                for (long left = bytes; left > 0; left -= BLOCK) {
                    ByteBuffer block = ByteBuffer.wrap(noise, 0, (int) Math.min(left, BLOCK));
                    while (block.hasRemaining()) {
                        channel.write(block);
                    }
                }
                channel.force(true);
            }
            Files.move(half, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    /**
     * Gives it back to the disk.
     *
     * @return whether there was something to give
     */
    boolean release() throws IOException {
        return Files.deleteIfExists(file);
    }
}
