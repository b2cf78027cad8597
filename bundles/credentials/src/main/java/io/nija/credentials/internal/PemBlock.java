package io.nija.credentials.internal;

import java.util.Arrays;

/** A key between {@code -----BEGIN …-----} and {@code -----END …-----} (RFC 7468). Pure. */
final class PemBlock {

    private static final String BEGIN = "-----BEGIN";
    private static final String END = "-----END";
    /** Lines have 64 characters; headers may be longer. */
    private static final int LONGEST_LINE = 200;
    private static final int MOST_LINES = 200;

    private PemBlock() {}

    static boolean begins(CharSequence text) {
        return text.length() >= BEGIN.length() && BEGIN.contentEquals(text.subSequence(0, BEGIN.length()));
    }

    /**
     * Where a block without quotes that begins at {@code from} and goes over several lines ends: at the end of the line
     * that begins with END; -1 when it ends on its first line, or something else than a key follows before that.
     */
    static int end(char[] text, int from) {
        int at = lineEnd(text, from);
        for (int lines = 0; lines < MOST_LINES && at < text.length; lines++) {
            int begin = at + (text[at] == '\r' && at + 1 < text.length && text[at + 1] == '\n' ? 2 : 1);
            at = lineEnd(text, begin);
            String line = at - begin > LONGEST_LINE ? null : shape(text, begin, at);
            if (line == null) {
                return -1;
            }
            if (line.equals(END)) {
                return at;
            }
        }
        return -1;
    }

    /** {@link #END} for the last line, an empty text for one of base64, null for what cannot be part of a block. */
    private static String shape(char[] text, int from, int to) {
        boolean end = to - from >= END.length();
        for (int i = 0; end && i < END.length(); i++) {
            end = text[from + i] == END.charAt(i);
        }
        if (end) {
            return END;
        }
        for (int i = from; i < to; i++) {
            char character = text[i];
            boolean base64 = character >= 'A' && character <= 'Z' || character >= 'a' && character <= 'z'
                    || character >= '0' && character <= '9' || character == '+' || character == '/'
                    // Padding only stands at the end: NAME=value is another line of the file.
                    || character == '=' && (i == to - 1 || i == to - 2 && text[to - 1] == '=') && to - from > 3;
            if (!base64) {
                return null;
            }
        }
        return "";
    }

    private static int lineEnd(char[] text, int from) {
        int at = from;
        while (at < text.length && text[at] != '\n' && text[at] != '\r') {
            at++;
        }
        return at;
    }

    /** A block in one line, with backslash and n for each line end, as JSON has it. The argument is wiped. */
    static char[] unescaped(char[] text) {
        char[] room = new char[text.length];
        int length = 0;
        for (int i = 0; i < text.length; i++) {
            boolean escape = text[i] == '\\' && i + 1 < text.length && text[i + 1] == 'n';
            room[length++] = escape ? '\n' : text[i];
            i += escape ? 1 : 0;
        }
        char[] result = Arrays.copyOf(room, length);
        Arrays.fill(room, '\0');
        Arrays.fill(text, '\0');
        return result;
    }
}
