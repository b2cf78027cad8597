package io.nija.console.internal.oneshot;

import java.io.File;
import java.io.IOException;

/**
 * Whether the terminal at standard input shows what is typed. {@code java.io.Console} could hide one line only, and shows
 * what arrives between two; a key that is pasted has many.
 */
final class Echo {

    private Echo() {}

    /** Answers whether that worked. */
    static boolean set(boolean shown) throws InterruptedException {
        try {
            return new ProcessBuilder("stty", shown ? "echo" : "-echo")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(new File("/dev/null"))
                    .redirectError(new File("/dev/null"))
                    .start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
