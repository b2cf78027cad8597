package io.nija.simulator.internal.stream;

import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import io.nija.simulator.internal.protocol.Json;

/**
 * A message of a client (reference sheet §10.2).
 *
 * @param method empty when there is none, or when the message cannot be read
 * @param params null when there are none
 * @param id {@code req_id} as it came, or null
 * @param readable whether it is a JSON object
 */
public record Request(String method, JsonNode params, JsonNode id, boolean readable) {

    /** Reads a message; whatever it is. */
    public static Request parse(String text) {
        try {
            JsonNode tree = Json.MAPPER.readTree(text);
            if (tree.isObject()) {
                JsonNode method = tree.get("method");
                JsonNode params = tree.get("params");
                JsonNode id = tree.get("req_id");
                return new Request(method != null && method.isString() ? method.stringValue() : "",
                        params == null || params.isNull() ? null : params,
                        id != null && id.isIntegralNumber() && id.bigIntegerValue().signum() >= 0 ? id : null, true);
            }
        } catch (JacksonException unreadable) {
            return new Request("", null, null, false);
        }
        return new Request("", null, null, false);
    }

    /** A text among the parameters. */
    Optional<String> text(String name) {
        JsonNode value = params == null || !params.isObject() ? null : params.get(name);
        return value == null || !value.isString() ? Optional.empty() : Optional.of(value.stringValue());
    }

    /** The token it shows. */
    public Optional<String> token() {
        return text("token");
    }

    /** Without its parameters, in which a token may be. */
    @Override
    public String toString() {
        return "Request[" + method + "]";
    }
}
