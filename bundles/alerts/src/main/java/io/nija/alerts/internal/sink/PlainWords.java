package io.nija.alerts.internal.sink;

/** Text from outside, made fit for one line of a message: no control characters, nothing that hides or reverses text. */
public final class PlainWords {

    private PlainWords() {}

    /** One line of at most {@code longest} characters. */
    public static String of(String text, int longest) {
        StringBuilder clean = new StringBuilder();
        int length = 0;
        for (int at = 0; at < text.length() && length < longest; length++) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            clean.appendCodePoint(isStrange(character) ? ' ' : character);
            if (length == longest - 1 && at < text.length()) {
                clean.append('…');
            }
        }
        return clean.toString().strip();
    }

    private static boolean isStrange(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE,
                    Character.PRIVATE_USE, Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
