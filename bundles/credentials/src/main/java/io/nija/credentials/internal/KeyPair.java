package io.nija.credentials.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.nija.account.KeyVariables;

/**
 * Both halves of a pair as they were found; they belong to the snapshot that found them.
 *
 * @param variables where they stood
 * @param place in words, for people
 * @param source a short name, for programs and properties
 */
record KeyPair(KeyVariables variables, String place, String source, SecretText key, SecretText secret) {

    /** SHA-256 of the public half, in hexadecimal. */
    String digest() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(key.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** The first eight digits of {@link #digest}. */
    String fingerprint() {
        return digest().substring(0, 8);
    }
}
