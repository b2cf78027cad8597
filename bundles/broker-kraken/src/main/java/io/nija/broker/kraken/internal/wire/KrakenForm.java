package io.nija.broker.kraken.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes an {@code application/x-www-form-urlencoded} body straight into bytes: the same bytes are signed and sent.
 * The buffer is kept between bodies. Not thread-safe.
 */
public final class KrakenForm {

    private static final byte[] NONCE = "nonce=".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final boolean[] PLAIN = new boolean[128];

    static {
        for (char c = 'a'; c <= 'z'; c++) {
            PLAIN[c] = true;
        }
        for (char c = 'A'; c <= 'Z'; c++) {
            PLAIN[c] = true;
        }
        for (char c = '0'; c <= '9'; c++) {
            PLAIN[c] = true;
        }
        for (char c : new char[] {'-', '_', '.', '~'}) {
            PLAIN[c] = true;
        }
    }

    private byte[] buffer = new byte[512];
    private int length;

    /** Forgets the last body and begins one with {@code nonce}, in decimal digits. */
    public KrakenForm begin(byte[] nonce) {
        length = 0;
        append(NONCE);
        append(nonce);
        return this;
    }

    /** Appends a field; whatever is not an unreserved character is percent-encoded. */
    public KrakenForm field(String name, String value) {
        ensure(1);
        buffer[length++] = '&';
        encode(name);
        ensure(1);
        buffer[length++] = '=';
        encode(value);
        return this;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, length);
    }

    private void encode(String text) {
        int count = text.length();
        ensure(3 * count);
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c >= 128) {
                escapeAll(text.substring(i));
                return;
            }
            if (PLAIN[c]) {
                buffer[length++] = (byte) c;
            } else {
                escape(c);
            }
        }
    }

    private void escapeAll(String rest) {
        byte[] utf8 = rest.getBytes(StandardCharsets.UTF_8);
        ensure(3 * utf8.length);
        for (byte b : utf8) {
            if (b >= 0 && PLAIN[b]) {
                buffer[length++] = b;
            } else {
                escape(b & 0xFF);
            }
        }
    }

    private void escape(int value) {
        buffer[length++] = '%';
        buffer[length++] = HEX[value >> 4];
        buffer[length++] = HEX[value & 15];
    }

    private void append(byte[] bytes) {
        ensure(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void ensure(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
        }
    }
}
