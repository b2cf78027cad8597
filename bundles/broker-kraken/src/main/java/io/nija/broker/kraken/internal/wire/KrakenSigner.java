package io.nija.broker.kraken.internal.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import io.nija.credentials.Credentials;

/**
 * Computes {@code API-Sign}: HMAC-SHA-512 under the decoded secret over the path and SHA-256(nonce ‖ body), in
 * base64 (Kraken's REST authentication page). The secret never leaves the scope. Not thread-safe: it keeps a digest.
 */
public final class KrakenSigner {

    private final MessageDigest sha256;

    public KrakenSigner() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256; this one says it has not.", impossible);
        }
    }

    /**
     * Signs one request.
     *
     * @param path beginning with {@code /0/private/}, without host and query
     * @param nonce in decimal digits; the body must hold the same
     * @param body exactly the bytes that are sent
     */
    public String sign(Credentials.Scope scope, byte[] path, byte[] nonce, byte[] body) {
        sha256.reset();
        sha256.update(nonce);
        byte[] digest = sha256.digest(body);
        return Base64.getEncoder().encodeToString(scope.hmacSha512(path, digest));
    }

    /** Encodes and signs {@code call} with {@code nonce}: the request as it goes on the wire. */
    public WireRequest request(Credentials.Scope scope, PrivateCall call, long nonce, KrakenForm form) {
        byte[] digits = digits(nonce);
        byte[] body = call.body(digits, form);
        PrivateEndpoint endpoint = call.endpoint();
        return WireRequest.signed(endpoint.path(), body, scope.key(), sign(scope, endpoint.pathBytes(), digits, body));
    }

    /** A positive number in decimal digits. */
    static byte[] digits(long number) {
        if (number <= 0) {
            throw new IllegalArgumentException("A nonce is above zero.");
        }
        int count = 0;
        for (long rest = number; rest > 0; rest /= 10) {
            count++;
        }
        byte[] digits = new byte[count];
        for (long rest = number; rest > 0; rest /= 10) {
            digits[--count] = (byte) ('0' + rest % 10);
        }
        return digits;
    }
}
