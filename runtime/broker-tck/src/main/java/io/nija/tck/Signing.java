package io.nija.tck;

import java.util.List;

/** How a venue's private calls are signed, written for the kit and not taken from the broker. */
public interface Signing {

    /** The vectors that the venue itself publishes; at least one. */
    List<Vector> officialVectors();

    /** The address of the configuration that calls go to, for example {@code rest.url}: the kit puts itself in between. */
    String addressKey();

    /** The signature that a request should have; null when it is not a private call. */
    Signed expected(Request request, String secret);

    /** @param request as the venue's documentation has it */
    record Vector(Request request, String secret, String signature) {}

    /**
     * @param signature what it should be
     * @param sent what stands in the request
     * @param key the public half in the request
     * @param nonce what it counts with, or empty
     */
    record Signed(String signature, String sent, String key, String nonce) {}

    /**
     * A request as it was on the wire.
     *
     * @param headers lines as they were, without line ends
     * @param body the very bytes
     */
    record Request(String method, String path, List<String> headers, byte[] body) {

        /** The value of a header, or an empty text. */
        public String header(String name) {
            return headers.stream().filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip()).findFirst().orElse("");
        }
    }
}
