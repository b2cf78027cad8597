package io.nija.credentials.internal;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;

import javax.crypto.Mac;
import javax.crypto.SecretKey;

import io.nija.credentials.KeyFormat;

/**
 * The bytes that sign. Thread-safe: a ready {@link Mac} is kept for whoever comes next, and who finds none makes one,
 * so that nothing is left in a caller's thread.
 */
final class SigningKey {

    private static final String ALGORITHM = "HmacSHA512";

    /** HMAC with an empty key is not defined in the JDK; this overwrites what a {@link Mac} remembers of the real one. */
    private static final SecretKey NOTHING = new Bytes(new byte[1]);

    private final Bytes key;
    private final AtomicReference<Mac> ready = new AtomicReference<>();

    SigningKey(SecretText secret, KeyFormat.Encoding encoding) {
        byte[] bytes = secret.utf8();
        if (encoding == KeyFormat.Encoding.BASE64) {
            byte[] text = bytes;
            bytes = Base64.getDecoder().decode(text);
            Arrays.fill(text, (byte) 0);
        }
        key = new Bytes(bytes);
    }

    byte[] hmac(byte[][] parts) {
        try {
            Mac mac = ready.getAndSet(null);
            if (mac == null) {
                mac = Mac.getInstance(ALGORITHM);
                mac.init(key);
            }
            for (byte[] part : parts) {
                mac.update(part);
            }
            byte[] signature = mac.doFinal();
            Mac surplus = ready.getAndSet(mac);
            if (surplus != null) {
                surplus.init(NOTHING);
            }
            return signature;
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(ALGORITHM + " does not work in this Java: " + everyJavaHasIt.getMessage());
        }
    }

    void wipe() {
        Arrays.fill(key.bytes, (byte) 0);
        Mac mac = ready.getAndSet(null);
        if (mac != null) {
            try {
                mac.init(NOTHING);
            } catch (GeneralSecurityException everyJavaHasIt) {
                throw new IllegalStateException(everyJavaHasIt.getMessage());
            }
        }
    }

    /** {@code SecretKeySpec} cannot be wiped on Java 17. */
    private static final class Bytes implements SecretKey {

        private static final long serialVersionUID = 1;

        private final transient byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public String getAlgorithm() {
            return ALGORITHM;
        }

        @Override
        public String getFormat() {
            return "RAW";
        }

        @Override
        public byte[] getEncoded() {
            return bytes.clone();
        }

        @Override
        public String toString() {
            return "(hidden)";
        }
    }
}
