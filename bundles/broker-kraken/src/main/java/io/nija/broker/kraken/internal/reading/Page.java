package io.nija.broker.kraken.internal.reading;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

import io.nija.broker.kraken.internal.wire.KrakenJson;

import tools.jackson.databind.JsonNode;

/**
 * A page of a history.
 *
 * @param entries by the venue's id
 * @param count how many there are on all pages; null when the venue does not say
 * @param <T> of what
 */
public record Page<T>(Map<String, T> entries, Integer count) {

    /** Reads the map in {@code field}. */
    public static <T> Page<T> of(JsonNode result, String field, BiFunction<String, JsonNode, T> entry) {
        Map<String, T> entries = new LinkedHashMap<>();
        KrakenJson.object(result, field).properties()
                .forEach(one -> entries.put(one.getKey(), entry.apply(one.getKey(), one.getValue())));
        return new Page<>(entries, result.hasNonNull("count") ? KrakenJson.integer(result, "count", 0, Integer.MAX_VALUE) : null);
    }
}
