package io.nija.console.internal.oneshot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import io.nija.console.internal.talk.Conversation;
import io.nija.console.internal.talk.HiddenAnswer;

/** This process's own standard streams. */
final class ProcessConversation implements Conversation {

    private final PrintStream out;
    private final PrintStream err;
    private final BufferedReader in;
    private final boolean person;
    private final boolean colour;

    /**
     * @param person whether somebody is at the terminal and can be asked
     * @param colour whether standard output is a terminal that may be coloured
     */
    ProcessConversation(PrintStream out, PrintStream err, BufferedReader in, boolean person, boolean colour) {
        this.out = out;
        this.err = err;
        this.in = in;
        this.person = person;
        this.colour = colour;
    }

    @Override
    public String user() {
        return System.getProperty("user.name");
    }

    @Override
    public String through() {
        return "process";
    }

    @Override
    public Path directory() {
        return Path.of("").toAbsolutePath();
    }

    @Override
    public boolean terminal() {
        return colour;
    }

    @Override
    public void out(String text) {
        out.print(text);
        out.flush();
    }

    @Override
    public void err(String text) {
        err.print(text);
        err.flush();
    }

    @Override
    public Optional<String> ask(String prompt, boolean hidden) throws InterruptedException {
        if (!person) {
            return Optional.empty();
        }
        // Questions are not data: they stand on standard error, so that standard output can go to a file.
        err(prompt);
        if (!hidden) {
            return line();
        }
        if (!Echo.set(false)) {
            // Better no answer than a secret that can be read from the screen.
            err("\nThe terminal cannot hide what is typed (stty failed), so nothing was asked.\n");
            return Optional.empty();
        }
        Thread restore = new Thread(ProcessConversation::show, "terminal-echo");
        Runtime.getRuntime().addShutdownHook(restore);
        try {
            return HiddenAnswer.<RuntimeException>read(this::line);
        } finally {
            Runtime.getRuntime().removeShutdownHook(restore);
            Echo.set(true);
            err("\n");
        }
    }

    private static void show() {
        try {
            Echo.set(true);
        } catch (InterruptedException endsAnyway) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> line() {
        try {
            return Optional.ofNullable(in.readLine());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void awaitStop() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
