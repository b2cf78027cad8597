package io.nija.command;

/** A command cannot be done. The message is one sentence for the operator: cause, what was done, what to do. */
public class CommandException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int exit;

    /** @param exit one of {@link Exit} */
    public CommandException(int exit, String message) {
        super(message);
        this.exit = exit;
    }

    /** The exit code in a shell. */
    public int exit() {
        return exit;
    }
}
