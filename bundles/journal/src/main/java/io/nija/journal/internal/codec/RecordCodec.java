package io.nija.journal.internal.codec;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.nija.journal.JournalRecord;

import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;

/** Turns records into text and back: one flat JSON object each, decimals plain, times ISO-8601 in UTC. Thread-safe. */
public final class RecordCodec {

    private static final Map<Class<?>, Format<?>> BY_TYPE =
            Formats.ALL.stream().collect(Collectors.toUnmodifiableMap(Format::type, Function.identity()));
    private static final Map<String, Format<?>> BY_KIND =
            Formats.ALL.stream().collect(Collectors.toUnmodifiableMap(Format::kind, Function.identity()));

    private final JsonFactory factory = JsonFactory.builder().build();

    /** @throws IllegalArgumentException for a record that is only read, or a number that is none */
    public Encoded encode(JournalRecord record) {
        Format<?> format = format(record.getClass());
        FieldWriter fields = new FieldWriter(factory);
        format.put(record, fields);
        return new Encoded(format.kind(), fields.done(), record);
    }

    /** @throws IllegalArgumentException when the text is not of that kind */
    public JournalRecord decode(String kind, String body) {
        Format<?> format = BY_KIND.get(kind);
        if (format == null) {
            throw new IllegalArgumentException("there is no kind " + kind);
        }
        try {
            return format.read().apply(new FieldReader(factory, body));
        } catch (JacksonException | NullPointerException | java.time.DateTimeException e) {
            throw new IllegalArgumentException("the text is not a " + kind + ": " + e.getMessage(), e);
        }
    }

    /** The name in the journal of a kind of record. */
    public static String kind(Class<? extends JournalRecord> type) {
        return format(type).kind();
    }

    private static Format<?> format(Class<?> type) {
        Format<?> format = BY_TYPE.get(type);
        if (format == null) {
            throw new IllegalArgumentException("A record of the kind " + type.getSimpleName() + " is never written.");
        }
        return format;
    }
}
