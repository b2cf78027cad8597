package io.nija.command;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something an operator can say. A whiteboard service: registering one makes it a command of the console and of
 * the shell, with help, completion and documentation made from {@link #spec()}.
 */
@ConsumerType
public interface Command {

    /** The declaration; the same object every time. */
    CommandSpec spec();

    /**
     * Does it. Runs on a thread of its own caller and may wait.
     *
     * @throws CommandException with one sentence for the operator when it cannot be done
     * @throws InterruptedException when the caller has gone or the platform stops
     */
    Answer run(Invocation invocation) throws CommandException, InterruptedException;
}
