package io.nija.console.internal.render;

import java.util.regex.Pattern;

/**
 * Text from venues, files and operators, made harmless for a terminal: whole ANSI sequences go, then every control
 * character, and the invisible characters that reverse or hide text.
 */
public final class PlainText {

    /** CSI, OSC (to BEL or ST) and the other ESC sequences, in their 7-bit and 8-bit forms (ECMA-48). */
    private static final Pattern ANSI = Pattern.compile(
            "(?:\u001b\\[|\u009b)[0-?]*[ -/]*[@-~]"
                    + "|(?:\u001b[\\]P^_X]|[\u009d\u0090\u009e\u009f\u0098])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\\\|\u009c|$)"
                    + "|\u001b[ -/]*[0-~]?");
    private static final Pattern BREAKS = Pattern.compile("[\\r\\n\u0085\u2028\u2029]+");
    private static final Pattern HIDDEN = Pattern.compile(
            "[\\p{Cc}&&[^\t]]|[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\\p{Cs}");

    private PlainText() {}

    /** One line; line breaks become blanks, tabs stay. */
    public static String line(String text) {
        if (clean(text)) {
            return text;
        }
        String oneLine = BREAKS.matcher(ANSI.matcher(text).replaceAll("")).replaceAll(" ");
        return HIDDEN.matcher(oneLine).replaceAll("");
    }

    /** As {@link #line}, tabs become blanks, and without blanks at either end. */
    public static String cell(String text) {
        return line(text).replace('\t', ' ').strip();
    }

    private static boolean clean(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }
}
