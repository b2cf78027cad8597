package io.nija.simulator.internal.protocol;

import java.time.Duration;

/**
 * An HTTP request as it came.
 *
 * @param method {@code GET} or {@code POST}
 * @param path without query, {@code /0/public/Time}
 * @param query raw, without question mark; may be empty
 * @param contentType or null
 * @param apiKey the {@code API-Key} header, or null
 * @param apiSign the {@code API-Sign} header, or null
 * @param body the bytes as sent
 * @param address from where
 * @param skew by how much the exchange's clock is wrong for this call alone
 */
public record Call(String method, String path, String query, String contentType, String apiKey, String apiSign,
        byte[] body, String address, Duration skew) {

    private static final String PRIVATE = "/0/private/";
    private static final String PUBLIC = "/0/public/";

    /** The same call, answered by a clock that is wrong. */
    public Call skewed(Duration by) {
        return new Call(method, path, query, contentType, apiKey, apiSign, body, address, by);
    }

    /** Whether it is for a private endpoint. */
    public boolean isPrivate() {
        return path.startsWith(PRIVATE);
    }

    /** Whether it is for a public endpoint. */
    public boolean isPublic() {
        return path.startsWith(PUBLIC);
    }

    /** The endpoint's name, {@code AddOrder}; empty when the path is none of the interface's. */
    public String endpoint() {
        return isPrivate() ? path.substring(PRIVATE.length()) : isPublic() ? path.substring(PUBLIC.length()) : "";
    }

    /** Without key, signature and body. */
    @Override
    public String toString() {
        return "Call[" + method + " " + path + "]";
    }
}
