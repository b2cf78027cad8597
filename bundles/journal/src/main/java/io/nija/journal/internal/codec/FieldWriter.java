package io.nija.journal.internal.codec;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import io.nija.account.LaneId;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes one flat JSON object: texts, and maps of texts. What is null is left out. */
final class FieldWriter {

    /** Beyond this a number is nobody's money, and its plain form would fill the disk. */
    private static final int LARGEST_SCALE = 1_000;

    private final StringWriter text = new StringWriter(512);
    private final JsonGenerator json;

    FieldWriter(JsonFactory factory) {
        json = factory.createGenerator(ObjectWriteContext.empty(), text);
        json.writeStartObject();
    }

    FieldWriter put(String name, String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
        return this;
    }

    FieldWriter put(String name, Enum<?> value) {
        return put(name, value == null ? null : value.name());
    }

    FieldWriter put(String name, Long value) {
        return put(name, value == null ? null : Long.toString(value));
    }

    FieldWriter put(String name, Boolean value) {
        return put(name, value == null ? null : Boolean.toString(value));
    }

    FieldWriter put(String name, Instant value) {
        return put(name, value == null ? null : value.toString());
    }

    FieldWriter put(String name, LaneId value) {
        return put(name, value == null ? null : value.toString());
    }

    FieldWriter put(String name, BigDecimal value) {
        if (value != null && (Math.abs((long) value.scale()) > LARGEST_SCALE || value.precision() > LARGEST_SCALE)) {
            throw new IllegalArgumentException("The number in " + name + " has more than " + LARGEST_SCALE + " digits.");
        }
        return put(name, value == null ? null : value.toPlainString());
    }

    FieldWriter put(String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            json.writeObjectPropertyStart(name);
            new TreeMap<>(values).forEach(json::writeStringProperty);
            json.writeEndObject();
        }
        return this;
    }

    String done() {
        json.writeEndObject();
        json.close();
        return text.toString();
    }
}
