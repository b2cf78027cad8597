package io.nija.console.internal.shell;

import java.nio.charset.StandardCharsets;

/**
 * One message of the protocol.
 *
 * @param type one of the letters of the package's description
 * @param text the payload
 */
record Frame(char type, String text) {

    static final char COMMAND = 'C';
    static final char ANSWER = 'A';
    static final char NO_ANSWER = 'N';
    static final char OUT = 'O';
    static final char ERR = 'E';
    static final char QUESTION = 'Q';
    static final char HIDDEN_QUESTION = 'H';
    static final char EXIT = 'X';

    /** Type and length. */
    static final int HEADER = 5;

    byte[] payload() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
