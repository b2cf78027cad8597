package io.nija.accounts.internal;

import java.util.Map;
import java.util.Optional;

import io.nija.command.Invocation;

/** One use of a command, without anybody at a terminal. */
record Said(Map<String, String> arguments, Map<String, String> options) implements Invocation {

    @Override
    public Optional<String> argument(String name) {
        return Optional.ofNullable(arguments.get(name));
    }

    @Override
    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    @Override
    public boolean has(String name) {
        return options.containsKey(name);
    }

    @Override
    public boolean json() {
        return false;
    }

    @Override
    public String caller() {
        return "a test";
    }

    @Override
    public void out(String line) {
        throw new AssertionError("nothing is said before the answer: " + line);
    }

    @Override
    public void err(String line) {
        throw new AssertionError("nothing is said before the answer: " + line);
    }

    @Override
    public Optional<String> ask(String prompt, boolean hidden) {
        return Optional.empty();
    }

    @Override
    public void awaitStop() {
        throw new AssertionError("this command ends by itself");
    }
}
