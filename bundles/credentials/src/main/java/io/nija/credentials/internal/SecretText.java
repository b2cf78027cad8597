package io.nija.credentials.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Characters that nobody may see: {@code toString} hides them, so that a mistaken log line or a message does not
 * show them, and they can be wiped. A {@link CharSequence}, so that patterns match without a copy.
 */
final class SecretText implements CharSequence {

    private final char[] characters;

    /** Takes {@code characters} over; the caller must not use them any more. */
    SecretText(char[] characters) {
        this.characters = characters;
    }

    static SecretText of(CharSequence text) {
        char[] copy = new char[text.length()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = text.charAt(i);
        }
        return new SecretText(copy);
    }

    SecretText copy() {
        return new SecretText(characters.clone());
    }

    @Override
    public int length() {
        return characters.length;
    }

    @Override
    public char charAt(int index) {
        return characters[index];
    }

    @Override
    public SecretText subSequence(int from, int to) {
        return new SecretText(Arrays.copyOfRange(characters, from, to));
    }

    /** Without blanks, tabs and line breaks at both ends. */
    SecretText stripped() {
        int from = 0;
        int to = characters.length;
        while (from < to && isBlank(characters[from])) {
            from++;
        }
        while (to > from && isBlank(characters[to - 1])) {
            to--;
        }
        return subSequence(from, to);
    }

    /** A PEM block: its lines end with a line feed each, however they were typed. The argument is wiped. */
    static SecretText lines(SecretText block) {
        char[] characters = PemBlock.unescaped(block.characters);
        char[] room = new char[characters.length];
        int length = 0;
        for (char character : characters) {
            if (character == '\n') {
                while (length > 0 && (room[length - 1] == ' ' || room[length - 1] == '\t')) {
                    length--;
                }
            }
            if (character != '\r') {
                room[length++] = character;
            }
        }
        SecretText whole = new SecretText(Arrays.copyOf(room, length));
        Arrays.fill(room, '\0');
        Arrays.fill(characters, '\0');
        SecretText stripped = whole.stripped();
        whole.wipe();
        return stripped;
    }

    private static boolean isBlank(char character) {
        return character <= ' ' || Character.isWhitespace(character) || character == '\u00a0';
    }

    boolean sameAs(SecretText other) {
        return Arrays.equals(characters, other.characters);
    }

    /** The characters in UTF-8; the caller wipes them. */
    byte[] utf8() {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }

    /** In clear text: only for what a venue must be sent. */
    String reveal() {
        return new String(characters);
    }

    void wipe() {
        Arrays.fill(characters, '\0');
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
