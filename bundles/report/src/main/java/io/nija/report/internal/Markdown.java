package io.nija.report.internal;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes Markdown (GitHub's flavour). Text from venues, files and operators is not trusted: it can neither end a table's cell nor
 * a line, nor become markup, HTML or a character that turns the text around.
 */
final class Markdown {

    private static final int LONGEST = 600;

    private final StringBuilder text = new StringBuilder();

    void heading(int level, String words) {
        text.append("#".repeat(level)).append(' ').append(words).append("\n\n");
    }

    /** A paragraph of Markdown; whatever is not ours in it must have been made with {@link #plain} or {@link #code}. */
    void paragraph(String markdown) {
        text.append(markdown).append("\n\n");
    }

    /** A list of Markdown items. */
    void list(List<String> items) {
        items.forEach(item -> text.append("- ").append(item).append('\n'));
        text.append('\n');
    }

    /** A table; the cells are Markdown. */
    void table(List<String> headings, List<List<String>> rows) {
        row(headings);
        row(headings.stream().map(heading -> "---").toList());
        rows.forEach(this::row);
        text.append('\n');
    }

    private void row(List<String> cells) {
        text.append(cells.stream().map(cell -> cell.isEmpty() ? "–" : cell)
                .collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    /** Lines to be copied as they stand. */
    void block(List<String> lines) {
        text.append("```\n");
        lines.forEach(line -> text.append(printable(line).replace('`', '\'')).append('\n'));
        text.append("```\n\n");
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }

    /** Untrusted text as text. A null is nothing. */
    static String plain(String untrusted) {
        String words = printable(untrusted);
        StringBuilder escaped = new StringBuilder(words.length() + 16);
        for (int at = 0; at < words.length(); at++) {
            char character = words.charAt(at);
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '|' -> escaped.append("&#124;");
                case '`' -> escaped.append("&#96;");
                case '\\', '*', '[', ']', '~', '#', '!', '$' -> escaped.append('\\').append(character);
                case '_' -> escaped.append(insideWord(words, at) ? "_" : "\\_");
                default -> escaped.append(character);
            }
        }
        return escaped.toString();
    }

    /** An underscore between letters or digits is not markup, and a variable's name must stay as it is. */
    private static boolean insideWord(String words, int at) {
        return at > 0 && at + 1 < words.length()
                && isWord(words.charAt(at - 1)) && isWord(words.charAt(at + 1));
    }

    private static boolean isWord(char character) {
        return character < 128 && Character.isLetterOrDigit(character);
    }

    /** A name, variable or command, to be shown as it is typed. Characters that would end it are replaced. */
    static String code(String name) {
        String words = printable(name).replace('`', '\'').replace('|', '¦');
        return words.isEmpty() ? "" : "`" + words + "`";
    }

    private static String printable(String text) {
        if (text == null) {
            return "";
        }
        StringBuilder shown = new StringBuilder(Math.min(text.length(), LONGEST));
        text.codePoints().limit(LONGEST).forEach(code -> shown.appendCodePoint(isPrintable(code) ? code : ' '));
        return (text.codePointCount(0, text.length()) > LONGEST ? shown + "…" : shown.toString()).strip();
    }

    private static boolean isPrintable(int code) {
        return switch (Character.getType(code)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
