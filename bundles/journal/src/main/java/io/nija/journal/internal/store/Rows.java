package io.nija.journal.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Consumer;

import io.nija.journal.Entry;
import io.nija.journal.JournalException;
import io.nija.journal.JournalRecord;
import io.nija.journal.Unreadable;
import io.nija.journal.internal.codec.RecordCodec;

/** Makes records of rows, and checks each. */
final class Rows {

    /** In this order, from {@code record r}. */
    static final String COLUMNS = "r.seq, r.at, r.kind, r.lane, r.intent, r.body, r.crc";
    /** The first column after {@link #COLUMNS}. */
    static final int NEXT = 8;

    private final RecordCodec codec;
    private final String place;
    private final Consumer<String> damage;

    /**
     * @param place where the journal is, for sentences
     * @param damage is told one line for each damaged record
     */
    Rows(RecordCodec codec, String place, Consumer<String> damage) {
        this.codec = codec;
        this.place = place;
        this.damage = damage;
    }

    /** The entry of a row; {@link Unreadable} when it is not what was written. */
    Entry entry(ResultSet row) throws SQLException {
        long sequence = row.getLong(1);
        long at = row.getLong(2);
        String kind = row.getString(3);
        String lane = row.getString(4);
        long number = row.getLong(5);
        Long intent = row.wasNull() ? null : number;
        String body = row.getString(6);
        if (kind == null || body == null || row.getLong(7) != Checksum.of(sequence, at, kind, lane, intent, body)) {
            return new Entry(sequence, Nanos.instant(at), unreadable(sequence, "its checksum is wrong"));
        }
        try {
            return new Entry(sequence, Nanos.instant(at), codec.decode(kind, body));
        } catch (IllegalArgumentException e) {
            return new Entry(sequence, Nanos.instant(at), unreadable(sequence, e.getMessage()));
        }
    }

    /** What stands for records that should be there and are not. */
    Unreadable missing(long from, long to) {
        String which = from == to ? "Record " + from : "Records " + from + " to " + to;
        return told(which + " of the journal" + place + (from == to ? " is" : " are") + " missing.");
    }

    /** What stands for a record that the index names and that is not there. */
    Entry gone(long sequence) {
        return new Entry(sequence, Instant.EPOCH, missing(sequence, sequence));
    }

    private Unreadable unreadable(long sequence, String why) {
        return told("Record " + sequence + " of the journal" + place + " is damaged: " + why + ".");
    }

    private Unreadable told(String line) {
        damage.accept(line);
        return new Unreadable(line);
    }

    /** The record of an entry whose content is needed. */
    static <R extends JournalRecord> R content(Entry entry, Class<R> type) {
        if (entry.record() instanceof Unreadable damaged) {
            throw new JournalException(JournalException.DAMAGED, damaged.reason() + " Restore a backup.");
        }
        if (!type.isInstance(entry.record())) {
            throw new JournalException(JournalException.DAMAGED, "The index of the journal is damaged: it gives record "
                    + entry.sequence() + " for another kind than it is. Restore a backup.");
        }
        return type.cast(entry.record());
    }
}
