package io.nija.console.internal.talk;

import java.util.Optional;

/** A hidden answer: one line, or a whole PEM block, whose lines are pasted at once and must all stay hidden. */
public final class HiddenAnswer {

    private static final String BEGIN = "-----BEGIN";
    private static final String END = "-----END";
    /** Many times what the longest key in use has. */
    private static final int MOST_LINES = 200;

    private HiddenAnswer() {}

    /** Somebody who types lines that nobody sees. */
    public interface Lines<E extends Exception> {

        /** The next line; empty when the input ended. */
        Optional<String> next() throws E, InterruptedException;
    }

    /** Reads on while a block is open. */
    public static <E extends Exception> Optional<String> read(Lines<E> typed) throws E, InterruptedException {
        Optional<String> first = typed.next();
        if (first.isEmpty() || !first.get().strip().startsWith(BEGIN) || first.get().contains(END)) {
            return first;
        }
        StringBuilder block = new StringBuilder(first.get());
        for (int lines = 1; lines < MOST_LINES; lines++) {
            Optional<String> next = typed.next();
            if (next.isEmpty()) {
                break;
            }
            block.append('\n').append(next.get());
            if (next.get().contains(END)) {
                break;
            }
        }
        return Optional.of(block.toString());
    }
}
