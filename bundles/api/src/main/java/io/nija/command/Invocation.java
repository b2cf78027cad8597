package io.nija.command;

import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** One use of a command: its arguments, checked against the declaration, and whoever is at the other end. */
@ProviderType
public interface Invocation {

    /** The value of the positional argument of that name, if given. */
    Optional<String> argument(String name);

    /** The value of a required argument. */
    default String required(String name) {
        return argument(name).orElseThrow(() -> new IllegalStateException(name + " is not declared as required"));
    }

    /** The value of an option, with its hyphens; empty when not given. */
    Optional<String> option(String name);

    /** Whether a flag was given, or an option has a value. */
    boolean has(String name);

    /** Whether one JSON document is wanted. */
    boolean json();

    /** Who asks, for the log: the operating system's user name, and through what ({@code console}, {@code shell}). */
    String caller();

    /** Prints a line on standard output now: for commands that go on for a while. Control characters are stripped. */
    void out(String line);

    /** Prints a line on standard error now. */
    void err(String line);

    /**
     * Asks the person at the terminal.
     *
     * @param hidden what is typed is not shown; a hidden answer that begins with {@code -----BEGIN} goes on to the line
     *     with {@code -----END}, its lines joined by line feeds
     * @return empty when there is nobody or the input ended
     */
    Optional<String> ask(String prompt, boolean hidden) throws InterruptedException;

    /** Waits until the caller goes away or the platform stops: for commands that run until they are stopped. */
    void awaitStop() throws InterruptedException;
}
