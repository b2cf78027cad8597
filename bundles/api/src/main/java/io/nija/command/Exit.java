package io.nija.command;

/** The exit codes: a promise to scripts. */
public final class Exit {

    /** All well. */
    public static final int OK = 0;
    /** Some of it. */
    public static final int SOME = 1;
    /** None, refused or failed. */
    public static final int NONE = 2;
    /** No NIJA runs on this data folder. */
    public static final int NOT_RUNNING = 3;
    /** The configuration is wrong. */
    public static final int CONFIGURATION = 4;
    /** Another NIJA holds this data folder. */
    public static final int OCCUPIED = 5;
    /** The command line is wrong. */
    public static final int USAGE = 64;

    private Exit() {}
}
