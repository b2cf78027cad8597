package io.nija.broker.kraken.internal.wire;

import java.time.Duration;

/**
 * One request, ready to be written. {@code toString} shows method and path only: the rest is a key, a signature or
 * the operator's business.
 */
public final class WireRequest {

    private final String path;
    private final byte[] body;
    private final String key;
    private final String signature;
    private final Duration limit;

    private WireRequest(String path, byte[] body, String key, String signature, Duration limit) {
        this.path = path;
        this.body = body;
        this.key = key;
        this.signature = signature;
        this.limit = limit;
    }

    /** A public GET, with the time it may take, or null for the usual one. */
    public static WireRequest get(String pathAndQuery, Duration limit) {
        return new WireRequest(pathAndQuery, null, null, null, limit);
    }

    /** A signed POST; {@code body} are the bytes that were signed. */
    public static WireRequest signed(String path, byte[] body, String key, String signature) {
        return new WireRequest(path, body, key, signature, null);
    }

    /** With the query, if there is one. */
    public String path() {
        return path;
    }

    /** Null for a GET. */
    public byte[] body() {
        return body;
    }

    /** Goes into the header {@code API-Key} and nowhere else. */
    public String key() {
        return key;
    }

    /** Goes into the header {@code API-Sign} and nowhere else. */
    public String signature() {
        return signature;
    }

    /** How long the whole call may take, or null for the usual time. */
    public Duration limit() {
        return limit;
    }

    @Override
    public String toString() {
        return (body == null ? "GET " : "POST ") + path;
    }
}
