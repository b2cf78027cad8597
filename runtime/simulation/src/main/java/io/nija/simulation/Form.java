package io.nija.simulation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A form as it stands in a request's body. */
final class Form {

    private Form() {}

    static Map<String, String> of(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    static Map<String, String> of(byte[] body) {
        return body == null ? Map.of() : of(new String(body, StandardCharsets.UTF_8));
    }
}
