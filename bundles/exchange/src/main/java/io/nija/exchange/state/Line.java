package io.nija.exchange.state;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A line of a state file: eight hexadecimal digits of a checksum, a blank, a letter for its kind, a blank, JSON. The
 * checksum (CRC-32C) is of the line's number, kind and JSON, so that a missing or moved line shows too.
 *
 * @param kind {@link #HEADER}, {@link #SNAPSHOT}, {@link #INPUT}, {@link #USE} or {@link #CLOCK}
 */
record Line(char kind, String json) {

    /** What the file is. The first line. */
    static final char HEADER = 'H';
    /** Everything at a moment. The second line, when there is one. */
    static final char SNAPSHOT = 'S';
    /** Something came from outside. */
    static final char INPUT = 'I';
    /** A key was used: its nonce and its points. */
    static final char USE = 'U';
    /** The clock was made wrong. */
    static final char CLOCK = 'C';

    private static final int HEAD = 11;

    /** As it is written, its end included. @param number of the line, from 1 */
    byte[] bytes(long number) {
        return (checksum(number, kind, json) + " " + kind + " " + json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The line that was written so, or null when it is not what was written. */
    static Line parse(long number, String text) {
        if (text.length() < HEAD || text.charAt(8) != ' ' || text.charAt(10) != ' ') {
            return null;
        }
        Line line = new Line(text.charAt(9), text.substring(HEAD));
        return checksum(number, line.kind, line.json).equals(text.substring(0, 8)) ? line : null;
    }

    private static String checksum(long number, char kind, String json) {
        CRC32C sum = new CRC32C();
        sum.update((number + " " + kind + " " + json).getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", sum.getValue());
    }
}
