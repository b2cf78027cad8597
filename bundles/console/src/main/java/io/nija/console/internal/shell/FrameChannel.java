package io.nija.console.internal.shell;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Frames over a blocking channel. One thread may read while others write; writes do not mix. The channel is used
 * directly and not through streams: those of Java 17 share one lock, and a reader would hold up every writer.
 */
final class FrameChannel implements AutoCloseable {

    /** No command line of an operating system is longer, and it bounds what a client can make us hold. */
    static final int MAX_READ = 2 << 20;
    /** Well below the protocol's 16 MiB, so that nobody has to hold much. */
    private static final int MAX_WRITE = 1 << 20;

    private final SocketChannel channel;

    FrameChannel(SocketChannel channel) {
        this.channel = channel;
    }

    /** The next frame; empty when the other end closed between frames. */
    Optional<Frame> read() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(Frame.HEADER);
        if (!fill(header)) {
            return Optional.empty();
        }
        char type = (char) (header.get() & 0xff);
        int length = header.getInt();
        if (length < 0 || length > MAX_READ) {
            throw new IOException("a frame of " + Integer.toUnsignedString(length) + " bytes is too long");
        }
        ByteBuffer payload = ByteBuffer.allocate(length);
        if (length > 0 && !fill(payload)) {
            throw new EOFException("the connection ended within a frame");
        }
        return Optional.of(new Frame(type, StandardCharsets.UTF_8.decode(payload).toString()));
    }

    /** Fills {@code buffer} and flips it; false when the other end had closed before the first byte. */
    private boolean fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                if (buffer.position() == 0) {
                    return false;
                }
                throw new EOFException("the connection ended within a frame");
            }
        }
        buffer.flip();
        return true;
    }

    /** Sends a frame; a long text goes in several. */
    synchronized void write(char type, String text) throws IOException {
        int begin = 0;
        do {
            int end = Math.min(text.length(), begin + MAX_WRITE / 4);
            if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            send(new Frame(type, text.substring(begin, end)));
            begin = end;
        } while (begin < text.length());
    }

    private void send(Frame frame) throws IOException {
        byte[] payload = frame.payload();
        ByteBuffer buffer = ByteBuffer.allocate(Frame.HEADER + payload.length);
        buffer.put((byte) frame.type()).putInt(payload.length).put(payload).flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
