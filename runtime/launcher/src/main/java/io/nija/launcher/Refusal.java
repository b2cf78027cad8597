package io.nija.launcher;

/** NIJA cannot do what was asked. The message is one sentence for the operator: cause, and what to do. */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    /** Failed. */
    public static final int FAILED = 2;
    /** No NIJA runs on this data folder. */
    public static final int NOT_RUNNING = 3;
    /** The installation or its configuration is wrong. */
    public static final int CONFIGURATION = 4;
    /** Another NIJA holds this data folder. */
    public static final int OCCUPIED = 5;
    /** The command line is wrong. */
    public static final int USAGE = 64;

    private final int exit;

    /** @param exit the process's exit code, one of the constants above */
    public Refusal(int exit, String message) {
        super(message);
        this.exit = exit;
    }

    /** The process's exit code. */
    public int exit() {
        return exit;
    }
}
