package io.nija.campaign;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** A part of a JSON document. What is not there is null, and has no members. */
public final class Document implements Iterable<Document> {

    private static final Document MISSING = new Document(JsonValue.NULL);

    private final JsonValue value;

    private Document(JsonValue value) {
        this.value = value;
    }

    /** @throws jakarta.json.JsonException when it is not one document */
    public static Document read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return new Document(reader.readValue());
        }
    }

    /** A member; null when there is none. */
    public Document path(String name) {
        JsonValue member = value instanceof JsonObject object ? object.get(name) : null;
        return member == null ? MISSING : new Document(member);
    }

    /** An element; null when there is none. */
    public Document path(int index) {
        return value instanceof JsonArray array && index < array.size() ? new Document(array.get(index)) : MISSING;
    }

    public boolean isNull() {
        return value.getValueType() == JsonValue.ValueType.NULL;
    }

    /** A string's text, a number's or another value's digits or words; empty for null. */
    public String text() {
        return isNull() ? "" : value instanceof JsonString string ? string.getString() : value.toString();
    }

    /** How many elements or members. */
    public int size() {
        return value instanceof JsonArray array ? array.size() : value instanceof JsonObject object ? object.size() : 0;
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** The members, in their order. */
    public Map<String, Document> members() {
        Map<String, Document> members = new LinkedHashMap<>();
        if (value instanceof JsonObject object) {
            object.forEach((name, member) -> members.put(name, new Document(member)));
        }
        return members;
    }

    /** The elements, or the members' values. */
    @Override
    public Iterator<Document> iterator() {
        List<Document> elements = new ArrayList<>();
        if (value instanceof JsonArray array) {
            array.forEach(element -> elements.add(new Document(element)));
        } else {
            elements.addAll(members().values());
        }
        return elements.iterator();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
