package io.nija.campaign;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;



/** What {@code bin/nija} does with a command of a running NIJA, without the half second of a JVM for each. */
public final class Line {

    /** The exit code of {@code bin/nija} when NIJA ends while it carries out a command. */
    public static final int LOST = 1;
    /** The exit code of {@code bin/nija} when no NIJA runs. */
    public static final int NOBODY = 3;

    private final Path data;

    /** @param data the data folder of the NIJA that is talked to */
    public Line(Path data) {
        this.data = data;
    }

    /** The data folder of the NIJA that is talked to. */
    Path data() {
        return data;
    }

    /** What a person would see. */
    public record Said(int exit, String out, String err) {

        /** What was written to standard output; without members when that is nothing. */
        public Document json() {
            return Document.read(out.isBlank() ? "{}" : out);
        }
    }

    /** Runs a command with {@code --json}. */
    public Said say(List<String> words) throws IOException {
        StringBuilder out = new StringBuilder();
        StringBuilder err = new StringBuilder();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            try {
                channel.connect(UnixDomainSocketAddress.of(socket()));
            } catch (IOException nobody) {
                return new Said(NOBODY, "", nobody.toString());
            }
            List<String> fields = new ArrayList<>(List.of("1", "", data.toString()));
            fields.addAll(words);
            fields.add("--json");
            byte[] payload = String.join("\0", fields).getBytes(StandardCharsets.UTF_8);
            channel.write(ByteBuffer.allocate(5 + payload.length).put((byte) 'C').putInt(payload.length).put(payload).flip());
            while (true) {
                ByteBuffer header = read(channel, 5);
                char type = (char) header.get();
                String text = StandardCharsets.UTF_8.decode(read(channel, header.getInt())).toString();
                switch (type) {
                    case 'O' -> out.append(text);
                    case 'E' -> err.append(text);
                    case 'X' -> {
                        return new Said(Integer.parseInt(text), out.toString(), err.toString());
                    }
                    default -> throw new IllegalStateException("A frame of type " + type + " was not expected: " + text);
                }
            }
        } catch (IOException lost) {
            return new Said(LOST, "", "lost: " + lost);
        }
    }

    private Path socket() throws IOException {
        Path pointer = data.resolve("run/nija.sock.path");
        return Files.exists(pointer) ? Path.of(Files.readString(pointer).strip()) : data.resolve("run/nija.sock");
    }

    private static ByteBuffer read(SocketChannel channel, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("closed");
            }
        }
        return buffer.flip();
    }
}
