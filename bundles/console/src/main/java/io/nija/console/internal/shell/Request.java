package io.nija.console.internal.shell;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a client asks for in its first frame.
 *
 * @param flags what it said about its terminal; unknown ones are no harm
 * @param directory where it was started
 * @param words the command line
 */
record Request(Set<String> flags, Path directory, List<String> words) {

    /** A person is at the terminal and can be asked. */
    static final String TTY = "tty";
    /** Standard output is a terminal, and the person does not object to colour. */
    static final String COLOUR = "color";
    private static final String PROTOCOL = "1";

    /** @throws IllegalArgumentException with a sentence for the client */
    static Request parse(Frame frame) {
        String[] fields = frame.text().split("\0", -1);
        if (frame.type() != Frame.COMMAND || fields.length < 3) {
            throw new IllegalArgumentException("This is not the protocol of nija.");
        }
        if (!fields[0].equals(PROTOCOL)) {
            throw new IllegalArgumentException("The running NIJA speaks protocol " + PROTOCOL
                    + " and this command another one: use the bin/nija it was started with.");
        }
        try {
            return new Request(Set.of(distinct(fields[1])), Path.of(fields[2]).toAbsolutePath(),
                    List.of(fields).subList(3, fields.length));
        } catch (InvalidPathException illegal) {
            throw new IllegalArgumentException("The working directory has a name that cannot be used here.");
        }
    }

    private static String[] distinct(String flags) {
        return Arrays.stream(flags.split(",")).distinct().toArray(String[]::new);
    }
}
