package io.nija.console.internal.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

import io.nija.console.internal.talk.Conversation;

/** A shell at the other end of a connection. */
final class ShellConversation implements Conversation {

    private final FrameChannel frames;
    private final String user;
    private final Request request;
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>(4);
    private volatile boolean gone;

    ShellConversation(FrameChannel frames, String user, Request request) {
        this.frames = frames;
        this.user = user;
        this.request = request;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public String through() {
        return "shell";
    }

    @Override
    public Path directory() {
        return request.directory();
    }

    @Override
    public boolean terminal() {
        return request.flags().contains(Request.COLOUR);
    }

    @Override
    public void out(String text) {
        send(Frame.OUT, text);
    }

    @Override
    public void err(String text) {
        send(Frame.ERR, text);
    }

    /** A client that has gone is noticed by the reader, which interrupts the command; until then output goes nowhere. */
    private void send(char type, String text) {
        if (gone) {
            return;
        }
        try {
            frames.write(type, text);
        } catch (IOException closed) {
            gone = true;
        }
    }

    @Override
    public Optional<String> ask(String prompt, boolean hidden) throws InterruptedException {
        if (!request.flags().contains(Request.TTY)) {
            return Optional.empty();
        }
        answers.clear();
        send(hidden ? Frame.HIDDEN_QUESTION : Frame.QUESTION, prompt);
        return answers.take();
    }

    /** The client said something after its request. */
    void received(Frame frame) throws IOException {
        boolean accepted = switch (frame.type()) {
            case Frame.ANSWER -> answers.offer(Optional.of(frame.text()));
            case Frame.NO_ANSWER -> answers.offer(Optional.empty());
            default -> throw new IOException("an unexpected frame");
        };
        if (!accepted) {
            throw new IOException("answers to questions nobody asked");
        }
    }

    @Override
    public void awaitStop() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** The last frame. */
    void exit(int code) {
        send(Frame.EXIT, Integer.toString(code));
    }
}
