package io.nija.exchange.venue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The checks that every private call passes first: key, signature, nonce, counter (reference sheet §18 for the order,
 * §2 for the rules). Guarded by the venue's lock.
 */
public final class Gate {

    private static final BigInteger UNSIGNED = BigInteger.ONE.shiftLeft(64);
    private static final Pattern DIGITS = Pattern.compile("\\d{1,20}");

    private final Venue venue;
    private final Lockouts lockouts;

    Gate(Venue venue, Lockouts lockouts) {
        this.venue = venue;
        this.lockouts = lockouts;
    }

    /**
     * What a call shows at the gate.
     *
     * @param path as signed, {@code /0/private/Balance}
     * @param key the {@code API-Key} header, or null
     * @param signature the {@code API-Sign} header, or null
     * @param nonce as text, from the body, or null
     * @param body the bytes as sent
     * @param address from where
     */
    public record Papers(String path, String key, String signature, String nonce, byte[] body, String address) {

        /** Without key, signature and body. */
        @Override
        public String toString() {
            return "Papers[" + path + "]";
        }
    }

    /**
     * Lets a call in.
     *
     * @param cost of the call, in thousandths of a point
     */
    public ApiKey enter(Papers papers, long cost) throws Refused {
        long nanoTime = venue.clock().nanoTime();
        String text = papers.key() == null ? "" : papers.key();
        lockouts.enter(text, nanoTime);
        ApiKey key = venue.key(text).orElse(null);
        if (key == null || key.expired(venue.now())) {
            throw failed(text, "EAPI:Invalid key", nanoTime);
        }
        if (!key.settings().addresses().isEmpty() && !key.settings().addresses().contains(papers.address())) {
            throw failed(text, venue.variants().text(Variants.Name.FOREIGN_ADDRESS), nanoTime);
        }
        if (!signed(key, papers)) {
            throw failed(text, "EAPI:Invalid signature", nanoTime);
        }
        if (!isNonce(papers.nonce()) || !key.accepts(Long.parseUnsignedLong(papers.nonce()))) {
            key.refusedNonce();
            throw failed(text, "EAPI:Invalid nonce", nanoTime);
        }
        lockouts.succeeded(text);
        venue.recorder().used(venue.time(), text, papers.nonce(), cost);
        if (!count(key, Long.parseUnsignedLong(papers.nonce()), venue.now(), cost)) {
            throw new Refused("EAPI:Rate limit exceeded");
        }
        return key;
    }

    /** Counts a use of a key. @return whether it had points left */
    boolean count(ApiKey key, long nonce, long now, long cost) {
        long nanoTime = venue.clock().nanoTime();
        key.use(nonce);
        key.used(now);
        if (!key.calls().take(cost, nanoTime)) {
            // Going on calling prolongs the block (§4.1).
            key.calls().charge(cost, 2 * key.calls().maximum(), nanoTime);
            return false;
        }
        return true;
    }

    private Refused failed(String key, String error, long nanoTime) {
        lockouts.failed(key, nanoTime);
        return new Refused(error);
    }

    /** Decimal digits that fit an unsigned number of 64 bits. */
    static boolean isNonce(String text) {
        return text != null && DIGITS.matcher(text).matches()
                && (text.length() < 20 || new BigInteger(text).compareTo(UNSIGNED) < 0);
    }

    private static boolean signed(ApiKey key, Papers papers) {
        if (papers.signature() == null) {
            return false;
        }
        byte[] claimed;
        try {
            claimed = Base64.getDecoder().decode(papers.signature().trim());
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
        String nonce = papers.nonce() == null ? "" : papers.nonce();
        return MessageDigest.isEqual(claimed, sign(key.secret(), papers.path(), nonce, papers.body()));
    }

    /** The signature of a call (§2.1). */
    public static byte[] sign(byte[] secret, String path, String nonce, byte[] body) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(nonce.getBytes(StandardCharsets.UTF_8));
            sha.update(body);
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(secret, "HmacSHA512"));
            mac.update(path.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(sha.digest());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform signs.", impossible);
        }
    }
}
