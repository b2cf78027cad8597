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

    /**
     * The text of a record; it was read again once, because what is on the disk and cannot be read is damage.
     *
     * @throws IllegalArgumentException for a record that is only read, or one that could not be read again
     */
    public Encoded encode(JournalRecord record) {
        Format<?> format = format(record.getClass());
        FieldWriter fields = new FieldWriter(factory);
        try {
            format.put(record, fields);
        } catch (NullPointerException incomplete) {
            throw new IllegalArgumentException("A record of the kind " + format.kind() + " is not complete.", incomplete);
        }
        Encoded encoded = new Encoded(format.kind(), fields.done(), record);
        decode(encoded.kind(), encoded.body());
        return encoded;
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
