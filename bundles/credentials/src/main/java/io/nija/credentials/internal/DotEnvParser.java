package io.nija.credentials.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the text of a {@code .env} file. It is parsed, never sourced: no expansion, no command, no other file.
 *
 * <pre>
 * line    = blank | "#" anything | [ "export" ] NAME "=" value
 * value   = "'" anything "'" | '"' text with \n \r \t \" \\ \$ '"' | text up to " #" or the end, without blanks at the ends
 * </pre>
 *
 * A value in quotes ends on its line, so that a forgotten quote costs one line and not the file; only a PEM block
 * may span lines, with or without quotes, and in one line without quotes its {@code \n} are line feeds, as venues hand
 * such keys out.
 */
final class DotEnvParser {

    private static final String PEM = "-----BEGIN";

    private final char[] text;
    private final Map<String, SecretText> values = new LinkedHashMap<>();
    private final Set<String> repeated = new LinkedHashSet<>();
    private final List<DotEnv.Problem> problems = new ArrayList<>();
    private final Map<String, List<DotEnv.Place>> places = new LinkedHashMap<>();
    private int valueEnd;
    private int at;
    private int line = 1;

    private DotEnvParser(char[] text) {
        this.text = text;
    }

    static DotEnv parse(char[] text) {
        DotEnvParser parser = new DotEnvParser(text);
        if (text.length > 0 && text[0] == '\ufeff') {
            parser.at = 1;
        }
        while (parser.at < text.length) {
            parser.line();
        }
        return new DotEnv(parser.values, List.copyOf(parser.repeated), List.copyOf(parser.problems),
                parser.places);
    }

    private void line() {
        int number = line;
        int begin = at;
        skipBlanks();
        if (atEnd() || text[at] == '#') {
            nextLine();
            return;
        }
        String name = name();
        if (name.equals("export") && !atEnd() && isBlank(text[at])) {
            skipBlanks();
            name = name();
        }
        skipBlanks();
        if (name.isEmpty() || atEnd() || text[at] != '=') {
            problem(number, "it is not NAME=value");
            return;
        }
        at++;
        skipBlanks();
        int valueBegin = at;
        SecretText value = !atEnd() && (text[at] == '"' || text[at] == '\'') ? quoted(number) : plain();
        if (value != null) {
            put(name, value);
            places.computeIfAbsent(name, first -> new ArrayList<>()).add(new DotEnv.Place(begin, valueBegin, valueEnd, at));
        }
    }

    private String name() {
        int from = at;
        while (!atEnd() && isNameCharacter(text[at])) {
            at++;
        }
        return new String(text, from, at - from);
    }

    private SecretText plain() {
        int from = at;
        int block = startsWith(PEM) ? PemBlock.end(text, at) : -1;
        while (block < 0 ? !atEnd() && !(text[at] == '#' && at > 0 && isBlank(text[at - 1])) : at < block) {
            line += block >= 0 && isLineEnd(text[at]) && !(text[at] == '\r' && text[at + 1] == '\n') ? 1 : 0;
            at++;
        }
        int to = at;
        while (to > from && isBlank(text[to - 1])) {
            to--;
        }
        char[] characters = Arrays.copyOfRange(text, from, to);
        boolean escaped = block < 0 && startsWith(PEM, from);
        SecretText value = new SecretText(escaped ? PemBlock.unescaped(characters) : characters);
        valueEnd = to;
        nextLine();
        return value;
    }

    /** The value in quotes, or null when the line is no good; stands at the next line afterwards. */
    private SecretText quoted(int number) {
        char quote = text[at++];
        boolean pem = startsWith(PEM);
        char[] value = new char[text.length - at];
        int length = 0;
        int lines = 0;
        int from = at;
        while (at < text.length && text[at] != quote) {
            char character = text[at];
            if (isLineEnd(character)) {
                if (!pem) {
                    break;
                }
                lines += character == '\n' || at + 1 == text.length || text[at + 1] != '\n' ? 1 : 0;
            } else if (quote == '"' && character == '\\' && at + 1 < text.length && escape(text[at + 1]) != 0) {
                at++;
                character = escape(text[at]);
            }
            value[length++] = character;
            at++;
        }
        SecretText result = new SecretText(Arrays.copyOf(value, length));
        Arrays.fill(value, '\0');
        if (at >= text.length || text[at] != quote) {
            at = from;
            problem(number, "its quote is not closed");
            result.wipe();
            return null;
        }
        at++;
        valueEnd = at;
        line += lines;
        skipBlanks();
        if (!atEnd() && text[at] != '#') {
            problem(number, "something stands after its closing quote");
            result.wipe();
            return null;
        }
        nextLine();
        return result;
    }

    private static char escape(char character) {
        return switch (character) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '"', '\\', '$' -> character;
            default -> 0;
        };
    }

    private void put(String name, SecretText value) {
        SecretText before = values.put(name, value);
        if (before != null) {
            before.wipe();
            repeated.add(name);
        }
    }

    private void problem(int number, String reason) {
        problems.add(new DotEnv.Problem(number, reason));
        nextLine();
    }

    private boolean startsWith(String word) {
        return startsWith(word, at);
    }

    private boolean startsWith(String word, int from) {
        if (text.length - from < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void skipBlanks() {
        while (!atEnd() && isBlank(text[at])) {
            at++;
        }
    }

    private void nextLine() {
        while (!atEnd()) {
            at++;
        }
        if (at < text.length) {
            boolean both = text[at] == '\r' && at + 1 < text.length && text[at + 1] == '\n';
            at += both ? 2 : 1;
            line++;
        }
    }

    private boolean atEnd() {
        return at >= text.length || isLineEnd(text[at]);
    }

    private static boolean isLineEnd(char character) {
        return character == '\n' || character == '\r';
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }

    /** Wider than what a shell takes, so that a hyphen for an underscore is noticed as a misspelt name. */
    private static boolean isNameCharacter(char character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9' || character == '_' || character == '-' || character == '.';
    }
}
