package io.nija.credentials.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of a file to characters, leaving no copy behind. */
final class SecretCharacters {

    private SecretCharacters() {}

    /** UTF-8; a byte that is none becomes U+FFFD, which no key's form allows, so it is named where it stands. */
    static char[] decode(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
        char[] room = new char[bytes.length];
        CharBuffer characters = CharBuffer.wrap(room);
        decoder.decode(ByteBuffer.wrap(bytes), characters, true);
        decoder.flush(characters);
        char[] text = Arrays.copyOf(room, characters.position());
        Arrays.fill(room, '\0');
        return text;
    }

    /** What Windows editors write by default: its letters would be read as names with zeros in between. */
    static boolean isUtf16(byte[] bytes) {
        return bytes.length >= 2 && (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe
                || bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff);
    }

    /** The value in a secret file: without a byte order mark, and without the line breaks that editors put at the end. */
    static SecretText fileValue(byte[] bytes) {
        char[] text = decode(bytes);
        int from = text.length > 0 && text[0] == '\ufeff' ? 1 : 0;
        int to = text.length;
        while (to > from && (text[to - 1] == '\n' || text[to - 1] == '\r')) {
            to--;
        }
        SecretText value = new SecretText(Arrays.copyOfRange(text, from, to));
        Arrays.fill(text, '\0');
        return value;
    }
}
