package io.nija.credentials.internal;

import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sets variables in the text of a {@code .env} file and leaves everything else as it is, comments and line ends
 * included. Pure, on characters that are bytes (ISO 8859-1), so that no byte of the rest can change, whatever it means.
 */
final class DotEnvEdit {

    private DotEnvEdit() {}

    /**
     * The text with {@code values} in it: in the place of the last assignment of each name, earlier ones removed, or at
     * the end. The result and {@code text} are the caller's to wipe.
     */
    static char[] set(char[] text, Map<String, SecretText> values) {
        DotEnv parsed = DotEnvParser.parse(withoutMark(text));
        int shift = text.length - withoutMark(text).length;
        // From the end on, so that positions before a change stay right.
        Map<Integer, Change> changes = new TreeMap<>((one, other) -> Integer.compare(other, one));
        CharBuffer appended = CharBuffer.allocate(values.values().stream().mapToInt(value -> 2 * value.length() + 4).sum()
                + values.keySet().stream().mapToInt(name -> name.length() + 4).sum() + 4);
        String end = lineEnd(text);
        for (Map.Entry<String, SecretText> entry : values.entrySet()) {
            List<DotEnv.Place> places = parsed.places().getOrDefault(entry.getKey(), List.of());
            for (DotEnv.Place place : places) {
                boolean last = place.equals(places.get(places.size() - 1));
                changes.put(place.line() + shift, last
                        ? new Change(place.value() + shift, place.valueEnd() + shift, written(entry.getValue()))
                        : new Change(place.line() + shift, place.lineEnd() + shift, new char[0]));
            }
            if (places.isEmpty()) {
                char[] written = written(entry.getValue());
                appended.put(entry.getKey()).put('=').put(written).put(end);
                Arrays.fill(written, '\0');
            }
        }
        parsed.wipe();
        char[] edited = text.clone();
        for (Change change : changes.values()) {
            edited = change.apply(edited);
        }
        char[] result = append(edited, appended, end);
        Arrays.fill(appended.array(), '\0');
        return result;
    }

    /** UTF-8's byte order mark, as bytes. */
    private static char[] withoutMark(char[] text) {
        boolean marked = text.length >= 3 && text[0] == '\u00ef' && text[1] == '\u00bb' && text[2] == '\u00bf';
        return marked ? Arrays.copyOfRange(text, 3, text.length) : text;
    }

    private static String lineEnd(char[] text) {
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                return i > 0 && text[i - 1] == '\r' ? "\r\n" : "\n";
            }
        }
        return "\n";
    }

    /** What stands behind the backslash for a character; 0 when it needs none. A PEM block becomes one line. */
    private static char escaped(char character) {
        return switch (character) {
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            case '"', '\\', '$' -> character;
            default -> 0;
        };
    }

    /** A value as the parser reads it back: plain where that is possible. */
    private static char[] written(SecretText value) {
        boolean plain = true;
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            plain &= character > ' ' && character < 127 && character != '#' && character != '"' && character != '\'' && character != '\\';
        }
        char[] room = new char[2 * value.length() + 2];
        int length = 0;
        if (!plain) {
            room[length++] = '"';
        }
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            char letter = plain ? 0 : escaped(character);
            if (letter != 0) {
                room[length++] = '\\';
            }
            room[length++] = letter == 0 ? character : letter;
        }
        if (!plain) {
            room[length++] = '"';
        }
        char[] written = Arrays.copyOf(room, length);
        Arrays.fill(room, '\0');
        return written;
    }

    private static char[] append(char[] text, CharBuffer added, String end) {
        added.flip();
        boolean open = added.hasRemaining() && text.length > 0 && text[text.length - 1] != '\n' && text[text.length - 1] != '\r';
        String gap = open ? end : "";
        char[] result = Arrays.copyOf(text, text.length + gap.length() + added.remaining());
        gap.getChars(0, gap.length(), result, text.length);
        added.get(result, text.length + gap.length(), added.remaining());
        Arrays.fill(text, '\0');
        return result;
    }

    /** @param written what stands between the positions afterwards */
    private record Change(int from, int to, char[] written) {

        char[] apply(char[] text) {
            char[] result = new char[text.length - (to - from) + written.length];
            System.arraycopy(text, 0, result, 0, from);
            System.arraycopy(written, 0, result, from, written.length);
            System.arraycopy(text, to, result, from + written.length, text.length - to);
            Arrays.fill(text, '\0');
            Arrays.fill(written, '\0');
            return result;
        }
    }
}
