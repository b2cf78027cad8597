package io.nija.console.internal.talk;

import java.util.Optional;

import io.nija.command.Invocation;
import io.nija.console.internal.language.Arguments;
import io.nija.console.internal.render.PlainText;

/** Arguments and the other end of the line, as a command sees them. */
record BoundInvocation(Arguments arguments, Conversation conversation) implements Invocation {

    @Override
    public Optional<String> argument(String name) {
        return Optional.ofNullable(arguments.arguments().get(name));
    }

    @Override
    public Optional<String> option(String name) {
        return Optional.ofNullable(arguments.options().get(name));
    }

    @Override
    public boolean has(String name) {
        return arguments.options().containsKey(name);
    }

    @Override
    public boolean json() {
        return arguments.json();
    }

    @Override
    public String caller() {
        return conversation.user() + " (" + conversation.through() + ")";
    }

    @Override
    public void out(String line) {
        conversation.out(PlainText.line(line) + "\n");
    }

    @Override
    public void err(String line) {
        conversation.err(PlainText.line(line) + "\n");
    }

    @Override
    public Optional<String> ask(String prompt, boolean hidden) throws InterruptedException {
        return conversation.ask(PlainText.line(prompt), hidden);
    }

    @Override
    public void awaitStop() throws InterruptedException {
        conversation.awaitStop();
    }
}
