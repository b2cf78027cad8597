package io.nija.console.internal.language;

import io.nija.command.CommandException;
import io.nija.command.Exit;

/** The command line is wrong: exit code {@link Exit#USAGE}. */
public final class Usage extends CommandException {

    private static final long serialVersionUID = 1L;

    /** The longest part of an operator's own words that is repeated to them. */
    private static final int SHOWN = 80;

    public Usage(String message) {
        super(Exit.USAGE, message);
    }

    /** {@code word} in quotation marks, shortened when it is long. */
    public static String quoted(String word) {
        String shown = word.length() > SHOWN ? word.substring(0, SHOWN) + "…" : word;
        return "'" + shown + "'";
    }
}
