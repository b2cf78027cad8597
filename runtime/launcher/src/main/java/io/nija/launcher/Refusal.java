package io.nija.launcher;

/** NIJA cannot do what was asked. The message is one sentence for the operator: cause, and what to do. */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    /** NIJA ended or the connection broke while it carried the command out: nobody knows what came of it. */
    public static final int UNKNOWN = 1;
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
    private final boolean afterOutput;

    /** @param exit the process's exit code, one of the constants above */
    public Refusal(int exit, String message) {
        this(exit, message, false);
    }

    /** @param afterOutput whether standard output has begun already, so that no document may follow there */
    public Refusal(int exit, String message, boolean afterOutput) {
        super(message);
        this.exit = exit;
        this.afterOutput = afterOutput;
    }

    /** Whether standard output has begun already. */
    boolean afterOutput() {
        return afterOutput;
    }

    /** The same document that a running NIJA answers to {@code --json}: code, exit code and message. */
    String json() {
        String code = switch (exit) {
            case UNKNOWN -> "UNKNOWN";
            case NOT_RUNNING -> "NOT_RUNNING";
            case CONFIGURATION -> "CONFIGURATION";
            case OCCUPIED -> "OCCUPIED";
            case USAGE -> "USAGE";
            default -> "FAILED";
        };
        StringBuilder text = new StringBuilder();
        getMessage().codePoints().forEach(c -> {
            if (c < ' ' || c == '"' || c == '\\' || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x2029) {
                text.append(String.format("\\u%04x", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return "{\"error\":{\"code\":\"" + code + "\",\"exit\":" + exit + ",\"message\":\"" + text + "\"}}";
    }

    /** The process's exit code. */
    public int exit() {
        return exit;
    }
}
