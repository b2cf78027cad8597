package io.nija.launcher.shell;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Optional;

import io.nija.launcher.Plain;

/** The terminal this process was started from. */
public final class ProcessTerminal implements Terminal {

    private static final String BLOCK_BEGIN = "-----BEGIN";
    private static final String BLOCK_END = "-----END";
    /** Many times what the longest key in use has. */
    private static final int BLOCK_LINES = 200;

    private final boolean present;
    private final boolean colour;
    private final InputStream in;
    private final PrintStream err;

    /**
     * @param present whether standard input is a terminal
     * @param colour whether standard output is one that may be coloured
     */
    public ProcessTerminal(boolean present, boolean colour, InputStream in, PrintStream err) {
        this.present = present;
        this.colour = colour;
        this.in = in;
        this.err = err;
    }

    @Override
    public boolean present() {
        return present;
    }

    @Override
    public boolean colour() {
        return colour;
    }

    @Override
    public Optional<String> ask(String prompt, boolean hidden) {
        if (!present) {
            return Optional.empty();
        }
        err.print(Plain.text(prompt));
        err.flush();
        if (!hidden) {
            return line();
        }
        // java.io.Console would need standard output to be a terminal too; stty needs only the input.
        if (!stty("-echo")) {
            err.println();
            err.println("The terminal cannot hide what is typed (stty failed), so nothing was asked.");
            return Optional.empty();
        }
        Thread restore = new Thread(() -> stty("echo"), "terminal-echo");
        Runtime.getRuntime().addShutdownHook(restore);
        try {
            return lineOrBlock();
        } finally {
            Runtime.getRuntime().removeShutdownHook(restore);
            stty("echo");
            err.println();
        }
    }

    /** A key in PEM has many lines, which are pasted at once and must all stay hidden. */
    private Optional<String> lineOrBlock() {
        Optional<String> first = line();
        if (first.isEmpty() || !first.get().strip().startsWith(BLOCK_BEGIN) || first.get().contains(BLOCK_END)) {
            return first;
        }
        StringBuilder block = new StringBuilder(first.get());
        for (int lines = 1; lines < BLOCK_LINES; lines++) {
            Optional<String> next = line();
            if (next.isEmpty()) {
                break;
            }
            block.append('\n').append(next.get());
            if (next.get().contains(BLOCK_END)) {
                break;
            }
        }
        return Optional.of(block.toString());
    }

    /** Reads bytes one at a time: what follows the line belongs to the next question. */
    private Optional<String> line() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            int b = in.read();
            if (b < 0) {
                return Optional.empty();
            }
            while (b >= 0 && b != '\n') {
                bytes.write(b);
                b = in.read();
            }
        } catch (IOException e) {
            err.println("The terminal cannot be read: " + Plain.reason(e) + ".");
            return Optional.empty();
        }
        String line = bytes.toString(Charset.defaultCharset());
        return Optional.of(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }

    private boolean stty(String mode) {
        try {
            return new ProcessBuilder("stty", mode)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(new File("/dev/null"))
                    .redirectError(new File("/dev/null"))
                    .start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
