package io.nija.launcher.shell;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * The frames a shell and a running NIJA exchange: one byte of type, four bytes of length (big-endian), and text in
 * UTF-8.
 *
 * <table>
 * <caption>Types</caption>
 * <tr><td>{@code C}</td><td>to NIJA, first: protocol, flags, working directory and words, separated by NUL</td></tr>
 * <tr><td>{@code A}, {@code N}</td><td>to NIJA: an answer; no answer</td></tr>
 * <tr><td>{@code O}, {@code E}</td><td>from NIJA: for standard output; for standard error</td></tr>
 * <tr><td>{@code Q}, {@code H}</td><td>from NIJA: a question; a question whose answer is not shown</td></tr>
 * <tr><td>{@code X}</td><td>from NIJA, last: the exit code as decimal text</td></tr>
 * </table>
 */
final class Frames {

    /** No frame is longer, so that a stranger at the other end cannot make us allocate. */
    static final int MAX_PAYLOAD = 16 * 1024 * 1024;

    private static final int HEADER = 5;

    private final ByteChannel channel;
    private final ByteBuffer header = ByteBuffer.allocate(HEADER);

    Frames(ByteChannel channel) {
        this.channel = channel;
    }

    /** @param payload UTF-8 */
    record Frame(char type, byte[] payload) {

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    void write(char type, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(HEADER + payload.length);
        frame.put((byte) type).putInt(payload.length).put(payload).flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    /** @throws EOFException when the other end has closed */
    Frame read() throws IOException {
        header.clear();
        fill(header);
        header.flip();
        char type = (char) (header.get() & 0xFF);
        int length = header.getInt();
        if (length < 0 || length > MAX_PAYLOAD) {
            throw new IOException("a frame of " + Integer.toUnsignedString(length) + " bytes");
        }
        ByteBuffer payload = ByteBuffer.allocate(length);
        fill(payload);
        return new Frame(type, payload.array());
    }

    private void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
    }
}
