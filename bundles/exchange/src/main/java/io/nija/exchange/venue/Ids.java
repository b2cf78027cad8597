package io.nija.exchange.venue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Names and keys, made from the seed: the same every time, different for everybody. Guarded by the venue's lock. */
public final class Ids {

    /** How every key that this exchange issues begins: real keys never go to a simulator, nor its keys elsewhere. */
    public static final String KEY_MARK = "NIJASIM";

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final long seed;
    private long numbers;
    private long tokens;

    Ids(long seed) {
        this.seed = seed;
    }

    /** The next id of a kind: {@code O} for orders, {@code T} for trades, {@code L} for ledger rows. */
    String next(char kind) {
        String text = letters("id" + ++numbers, 16);
        return kind + text.substring(0, 5) + "-" + text.substring(5, 10) + "-" + text.substring(10);
    }

    /** How many ids were given. */
    long given() {
        return numbers;
    }

    /** So many ids were given before. */
    void given(long before) {
        numbers = before;
    }

    /** An opaque token. Tokens are counted apart: whether somebody asks for one changes no id. */
    String token(long time) {
        return Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest("token" + ++tokens + "/" + time), 33));
    }

    /** The venue's own name of an account. */
    String iban(String account) {
        String text = letters("iban" + account, 12);
        return "AA" + (10 + (digest("check" + account)[0] & 63)) + " " + text.substring(0, 4) + " "
                + text.substring(4, 8) + " " + text.substring(8);
    }

    /** The public half of an account's n-th key: 56 characters. */
    String key(String account, int n) {
        return KEY_MARK + Base64.getEncoder().encodeToString(digest("key" + n + account)).substring(0, 49);
    }

    /** The private half: base64 of 64 bytes. */
    String secret(String account, int n) {
        return Base64.getEncoder().encodeToString(digest("secret" + n + account));
    }

    /** A public mark of a key that does not give it away: eight hexadecimal digits. */
    public static String fingerprint(String key) {
        return HexFormat.of().formatHex(sha("SHA-256", key), 0, 4);
    }

    private String letters(String label, int count) {
        byte[] bytes = digest(label);
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(LETTERS.charAt(bytes[i] & 31));
        }
        return text.toString();
    }

    private byte[] digest(String label) {
        return sha("SHA-512", "nija-simulator/" + seed + "/" + label);
    }

    private static byte[] sha(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has " + algorithm + ".", impossible);
        }
    }
}
