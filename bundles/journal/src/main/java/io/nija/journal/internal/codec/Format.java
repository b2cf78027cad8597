package io.nija.journal.internal.codec;

import java.util.function.BiConsumer;
import java.util.function.Function;

import io.nija.journal.JournalRecord;

/**
 * How one kind of record is written.
 *
 * @param kind its name in the journal; never changed, whatever the class is called
 * @param type the class
 * @param write puts every field
 * @param read makes it again
 */
record Format<R extends JournalRecord>(String kind, Class<R> type, BiConsumer<R, FieldWriter> write,
        Function<FieldReader, R> read) {

    void put(JournalRecord record, FieldWriter fields) {
        write.accept(type.cast(record), fields);
    }
}
