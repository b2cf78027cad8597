package io.nija.console.internal.fake;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import io.nija.console.internal.talk.Conversation;

/** Somebody who writes everything down and answers questions from a list. */
public final class Recording implements Conversation {

    public final Deque<String> answers = new ArrayDeque<>();
    public volatile boolean terminal;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();

    public synchronized String out() {
        return out.toString();
    }

    public synchronized String err() {
        return err.toString();
    }

    @Override
    public String user() {
        return "operator";
    }

    @Override
    public String through() {
        return "test";
    }

    @Override
    public Path directory() {
        return Path.of("/somewhere");
    }

    @Override
    public boolean terminal() {
        return terminal;
    }

    @Override
    public synchronized void out(String text) {
        out.append(text);
    }

    @Override
    public synchronized void err(String text) {
        err.append(text);
    }

    @Override
    public Optional<String> ask(String prompt, boolean hidden) {
        err(prompt);
        return Optional.ofNullable(answers.poll());
    }

    @Override
    public void awaitStop() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
