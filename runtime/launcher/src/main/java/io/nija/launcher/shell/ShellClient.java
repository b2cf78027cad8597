package io.nija.launcher.shell;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.nija.launcher.Plain;
import io.nija.launcher.Refusal;

/** Hands one command to the running NIJA and shows what it says. One connection, one command; closing it cancels. */
public final class ShellClient implements AutoCloseable {

    private static final String PROTOCOL = "1";
    /** What a shell reports of a program that wrote to a closed pipe. */
    private static final int BROKEN_PIPE = 141;

    private final SocketChannel channel;

    private ShellClient(SocketChannel channel) {
        this.channel = channel;
    }

    /** Connects; empty when nobody listens there. */
    public static Optional<ShellClient> connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return Optional.of(new ShellClient(channel));
        } catch (IOException e) {
            // Refused, absent or not ours: all mean that no NIJA of this user answers.
            channel.close();
            return Optional.empty();
        }
    }

    /**
     * Runs a command to its end.
     *
     * @param words the command and its arguments
     * @param directory the working directory, for files named relative to it
     * @return the exit code
     * @throws Refusal when the connection is lost before the command has ended: with the exit code of an order of which
     *     nobody knows whether it was placed, and never with that of a refused one
     */
    public int run(List<String> words, Path directory, Terminal terminal, OutputStream out, OutputStream err)
            throws Refusal {
        Frames frames = new Frames(channel);
        boolean begun = false;
        try {
            List<String> fields = new ArrayList<>(List.of(PROTOCOL, flags(terminal), directory.toString()));
            fields.addAll(words);
            frames.write('C', String.join("\0", fields));
            while (true) {
                Frames.Frame frame = frames.read();
                switch (frame.type()) {
                    case 'O' -> {
                        begun = true;
                        if (!show(frame, out)) {
                            return BROKEN_PIPE;
                        }
                    }
                    case 'E' -> {
                        if (!show(frame, err)) {
                            return BROKEN_PIPE;
                        }
                    }
                    case 'Q', 'H' -> {
                        Optional<String> answer = terminal.ask(frame.text(), frame.type() == 'H');
                        frames.write(answer.isPresent() ? 'A' : 'N', answer.orElse(""));
                    }
                    case 'X' -> {
                        return exit(frame);
                    }
                    default -> throw new IOException("a frame of type " + (int) frame.type());
                }
            }
        } catch (EOFException e) {
            throw new Refusal(Refusal.UNKNOWN, "NIJA closed the connection before the command had ended; "
                    + "see its log, and whether it still runs, before repeating it.", begun);
        } catch (IOException e) {
            throw new Refusal(Refusal.UNKNOWN, "The connection to NIJA broke (" + Plain.reason(e)
                    + "); see its log, and whether it still runs, before repeating the command.", begun);
        }
    }

    private static String flags(Terminal terminal) {
        List<String> flags = new ArrayList<>();
        if (terminal.present()) {
            flags.add("tty");
        }
        if (terminal.colour()) {
            flags.add("color");
        }
        return String.join(",", flags);
    }

    private static int exit(Frames.Frame frame) throws IOException {
        try {
            return Integer.parseInt(frame.text());
        } catch (NumberFormatException e) {
            throw new IOException("an exit code that is no number");
        }
    }

    private static boolean show(Frames.Frame frame, OutputStream stream) {
        try {
            stream.write(frame.payload());
            stream.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
