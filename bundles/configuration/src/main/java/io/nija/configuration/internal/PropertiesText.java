package io.nija.configuration.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text of a {@code .cfg} file: {@code java.util.Properties}' format in UTF-8, with the line of each key. Unlike
 * {@code Properties} it does not guess: a key that stands there twice, a broken escape, a line that goes on behind the
 * end of the file and control characters are faults. White space at the end of a value is not part of it.
 *
 * @param entries by key, in the order of the file; of a key that stands there twice the first
 * @param faults what is wrong with the text itself, in order
 */
record PropertiesText(Map<String, Entry> entries, List<Fault> faults) {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** A value and the line its key stands on, counted from one. */
    record Entry(String value, int line) {}

    /**
     * Something wrong with the text.
     *
     * @param line counted from one
     * @param key the key concerned, or an empty text
     * @param what ends the sentence "line n: …"
     */
    record Fault(int line, String key, String what) {}

    static PropertiesText read(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            return new PropertiesText(Map.of(), List.of(new Fault(lineOfFirstBadByte(bytes), "",
                    "a character is not UTF-8, save the file as UTF-8")));
        }
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        Reader reader = new Reader(text.split("\r\n|\r|\n", -1));
        reader.readAll();
        return new PropertiesText(reader.entries, reader.faults);
    }

    private static int lineOfFirstBadByte(byte[] bytes) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var out = CharBuffer.allocate(bytes.length + 1);
        decoder.decode(ByteBuffer.wrap(bytes), out, true);
        out.flip();
        return 1 + (int) out.chars().filter(character -> character == '\n').count();
    }

    /** Lines to entries. A line of the file is a natural line; those joined by a backslash are one logical line. */
    private static final class Reader {

        private final String[] lines;
        private final Map<String, Entry> entries = new LinkedHashMap<>();
        private final List<Fault> faults = new ArrayList<>();

        Reader(String[] lines) {
            this.lines = lines;
        }

        void readAll() {
            int next = 0;
            while (next < lines.length) {
                int first = next;
                String line = withoutLeadingSpace(lines[next++]);
                if (line.isEmpty()) {
                    continue;
                }
                if (line.charAt(0) == '#' || line.charAt(0) == '!') {
                    continue;
                }
                StringBuilder logical = new StringBuilder(line);
                boolean goesOn = endsWithOpenBackslash(line);
                while (goesOn) {
                    logical.setLength(logical.length() - 1);
                    if (logical.isEmpty()) {
                        break; // a lone backslash is an empty line
                    }
                    if (next >= lines.length || next == lines.length - 1 && lines[next].isEmpty()) {
                        faults.add(new Fault(first + 1, "", "the line ends with a backslash and nothing follows it"));
                        return;
                    }
                    String more = withoutLeadingSpace(lines[next++]);
                    logical.append(more);
                    goesOn = endsWithOpenBackslash(more);
                }
                if (logical.length() > 0) {
                    readEntry(logical.toString(), first + 1);
                }
            }
        }

        private void readEntry(String logical, int line) {
            if (hasControlCharacter(logical)) {
                faults.add(new Fault(line, "", "there is a control character, which no configuration has"));
                return;
            }
            int end = endOfKey(logical);
            int value = beginOfValue(logical, end);
            try {
                String key = unescape(logical.substring(0, end));
                if (key.isEmpty()) {
                    faults.add(new Fault(line, "", "there is a value without a key"));
                    return;
                }
                Entry entry = new Entry(unescape(logical.substring(value)).stripTrailing(), line);
                Entry earlier = entries.putIfAbsent(key, entry);
                if (earlier != null) {
                    faults.add(new Fault(line, key, "'" + ShownText.of(key) + "' stands here and on line "
                            + earlier.line() + ", keep one of them"));
                }
            } catch (IllegalArgumentException badEscape) {
                faults.add(new Fault(line, "", "\\u must be followed by four hexadecimal digits"));
            }
        }

        private static boolean hasControlCharacter(String text) {
            return text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t' && c != '\f');
        }

        private static boolean isSpace(char character) {
            return character == ' ' || character == '\t' || character == '\f';
        }

        private static String withoutLeadingSpace(String line) {
            int begin = 0;
            while (begin < line.length() && isSpace(line.charAt(begin))) {
                begin++;
            }
            return line.substring(begin);
        }

        private static boolean endsWithOpenBackslash(String line) {
            int backslashes = 0;
            while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
                backslashes++;
            }
            return backslashes % 2 == 1;
        }

        private static int endOfKey(String line) {
            for (int at = 0; at < line.length(); at++) {
                char character = line.charAt(at);
                if (character == '\\') {
                    at++;
                } else if (character == '=' || character == ':' || isSpace(character)) {
                    return at;
                }
            }
            return line.length();
        }

        private static int beginOfValue(String line, int endOfKey) {
            boolean separated = false;
            int at = endOfKey;
            while (at < line.length()) {
                char character = line.charAt(at);
                if (!separated && (character == '=' || character == ':')) {
                    separated = true;
                } else if (!isSpace(character)) {
                    break;
                }
                at++;
            }
            return at;
        }

        private static String unescape(String text) {
            if (text.indexOf('\\') < 0) {
                return text;
            }
            StringBuilder plain = new StringBuilder(text.length());
            for (int at = 0; at < text.length(); at++) {
                char character = text.charAt(at);
                if (character != '\\' || at + 1 == text.length()) {
                    plain.append(character);
                    continue;
                }
                char escaped = text.charAt(++at);
                switch (escaped) {
                    case 't' -> plain.append('\t');
                    case 'n' -> plain.append('\n');
                    case 'r' -> plain.append('\r');
                    case 'f' -> plain.append('\f');
                    case 'u' -> {
                        plain.append((char) hexadecimal(text, at + 1));
                        at += 4;
                    }
                    default -> plain.append(escaped);
                }
            }
            return plain.toString();
        }

        private static int hexadecimal(String text, int begin) {
            if (begin + 4 > text.length()) {
                throw new IllegalArgumentException("too short");
            }
            int code = 0;
            for (int at = begin; at < begin + 4; at++) {
                int digit = Character.digit(text.charAt(at), 16);
                if (digit < 0 || text.charAt(at) > 'f') {
                    throw new IllegalArgumentException("not hexadecimal");
                }
                code = code * 16 + digit;
            }
            return code;
        }
    }
}
