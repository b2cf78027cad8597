package io.nija.console.internal.oneshot;

import java.nio.file.Path;
import java.util.Optional;

import io.nija.console.internal.talk.Conversation;

/** Remembers whether its command had nothing left to do but to wait for the stop, and was stopped then. */
final class StoppableConversation implements Conversation {

    private final Conversation conversation;
    private volatile boolean stopped;

    StoppableConversation(Conversation conversation) {
        this.conversation = conversation;
    }

    /** Whether the stop came while the command waited for it. */
    boolean stopped() {
        return stopped;
    }

    @Override
    public String user() {
        return conversation.user();
    }

    @Override
    public String through() {
        return conversation.through();
    }

    @Override
    public Path directory() {
        return conversation.directory();
    }

    @Override
    public boolean terminal() {
        return conversation.terminal();
    }

    @Override
    public void out(String text) {
        conversation.out(text);
    }

    @Override
    public void err(String text) {
        conversation.err(text);
    }

    @Override
    public Optional<String> ask(String prompt, boolean hidden) throws InterruptedException {
        return conversation.ask(prompt, hidden);
    }

    @Override
    public void awaitStop() throws InterruptedException {
        try {
            conversation.awaitStop();
        } catch (InterruptedException stop) {
            stopped = true;
            throw stop;
        }
    }
}
