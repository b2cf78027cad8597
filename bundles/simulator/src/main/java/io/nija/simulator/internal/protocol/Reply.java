package io.nija.simulator.internal.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * An HTTP response.
 *
 * @param status the HTTP status
 * @param contentType of the body
 * @param body the bytes
 */
public record Reply(int status, String contentType, byte[] body) {

    /** A JSON document. */
    public static Reply json(int status, Object document) {
        return new Reply(status, "application/json; charset=utf-8", Json.MAPPER.writeValueAsBytes(document));
    }

    /** The protocol's refusal: without {@code result}. */
    public static Reply refusal(List<String> errors) {
        return json(200, Map.of("error", errors));
    }

    /** A page as a proxy in front of an exchange would show it. */
    public static Reply html(int status, String title) {
        String page = "<!DOCTYPE html>\n<html><head><title>" + title + "</title></head><body><h1>" + title
                + "</h1><p>simulated edge</p></body></html>\n";
        return new Reply(status, "text/html; charset=UTF-8", page.getBytes(StandardCharsets.UTF_8));
    }

    /** Plain text. */
    public static Reply text(int status, String text) {
        return new Reply(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }
}
