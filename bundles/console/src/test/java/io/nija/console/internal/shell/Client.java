package io.nija.console.internal.shell;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The shell's end of the protocol, as simple as the launcher's. */
final class Client implements AutoCloseable {

    private final SocketChannel channel;
    private final FrameChannel frames;
    final Deque<String> answers = new ArrayDeque<>();
    final StringBuilder out = new StringBuilder();
    final StringBuilder err = new StringBuilder();
    final StringBuilder questions = new StringBuilder();

    Client(Path socket) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        frames = new FrameChannel(channel);
    }

    Client ask(String flags, String... words) throws IOException {
        frames.write(Frame.COMMAND, "1\0" + flags + "\0/somewhere" + (words.length == 0 ? "" : "\0" + String.join("\0", words)));
        return this;
    }

    void raw(char type, String text) throws IOException {
        frames.write(type, text);
    }

    SocketChannel channel() {
        return channel;
    }

    /** Reads to the exit code; empty when the server closed without one. */
    Optional<Integer> exit() throws IOException {
        for (Optional<Frame> frame = frames.read(); frame.isPresent(); frame = frames.read()) {
            String text = frame.get().text();
            switch (frame.get().type()) {
                case Frame.OUT -> out.append(text);
                case Frame.ERR -> err.append(text);
                case Frame.QUESTION, Frame.HIDDEN_QUESTION -> {
                    questions.append(frame.get().type()).append(text);
                    String answer = answers.poll();
                    raw(answer == null ? Frame.NO_ANSWER : Frame.ANSWER, answer == null ? "" : answer);
                }
                case Frame.EXIT -> {
                    return Optional.of(Integer.valueOf(text));
                }
                default -> throw new IOException("an unexpected frame " + frame.get());
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }
}
