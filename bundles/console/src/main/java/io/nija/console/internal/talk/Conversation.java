package io.nija.console.internal.talk;

import java.nio.file.Path;
import java.util.Optional;

/** Whoever is at the other end of one command. Used by one command's thread. */
public interface Conversation {

    /** The operating system's name of the user who asks. */
    String user();

    /** Through what: {@code console}, {@code shell}. */
    String through();

    /** Where relative file names begin. */
    Path directory();

    /** Whether a person looks at standard output, so that colour and indentation help. */
    boolean terminal();

    /** Text for standard output, already harmless, with its line ends. */
    void out(String text);

    /** Text for standard error, already harmless, with its line ends. */
    void err(String text);

    /** Asks the person; empty when there is none or the input ended. */
    Optional<String> ask(String prompt, boolean hidden) throws InterruptedException;

    /** Waits until the other end goes away or the platform stops. */
    void awaitStop() throws InterruptedException;
}
