package io.nija.journal.internal.codec;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.nija.account.LaneId;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads what {@link FieldWriter} wrote. A field that must be there and is not, is an {@link IllegalArgumentException}. */
final class FieldReader {

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Map<String, String>> maps = new HashMap<>();

    FieldReader(JsonFactory factory, String body) {
        try (JsonParser json = factory.createParser(ObjectReadContext.empty(), body)) {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            for (JsonToken token = json.nextToken(); token != JsonToken.END_OBJECT; token = json.nextToken()) {
                expect(token, JsonToken.PROPERTY_NAME);
                String name = json.currentName();
                if (json.nextToken() == JsonToken.START_OBJECT) {
                    maps.put(name, map(json));
                } else {
                    texts.put(name, json.getString());
                }
            }
        }
    }

    private static Map<String, String> map(JsonParser json) {
        Map<String, String> map = new HashMap<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_OBJECT; token = json.nextToken()) {
            expect(token, JsonToken.PROPERTY_NAME);
            String name = json.currentName();
            expect(json.nextToken(), JsonToken.VALUE_STRING);
            map.put(name, json.getString());
        }
        return map;
    }

    private static void expect(JsonToken found, JsonToken wanted) {
        if (found != wanted) {
            throw new IllegalArgumentException("there is " + found + " instead of " + wanted);
        }
    }

    String text(String name) {
        return texts.get(name);
    }

    String required(String name) {
        String value = texts.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    <E extends Enum<E>> E word(String name, Class<E> type) {
        return Enum.valueOf(type, required(name));
    }

    long number(String name) {
        return Long.parseLong(required(name));
    }

    Long numberOrNull(String name) {
        String value = texts.get(name);
        return value == null ? null : Long.valueOf(value);
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(required(name));
    }

    Boolean flagOrNull(String name) {
        String value = texts.get(name);
        return value == null ? null : Boolean.valueOf(value);
    }

    Instant time(String name) {
        String value = texts.get(name);
        return value == null ? null : Instant.parse(value);
    }

    LaneId lane(String name) {
        String value = texts.get(name);
        return value == null ? null : LaneId.parse(value);
    }

    BigDecimal decimal(String name) {
        String value = texts.get(name);
        return value == null ? null : new BigDecimal(value);
    }

    Map<String, String> map(String name) {
        return maps.getOrDefault(name, Map.of());
    }
}
