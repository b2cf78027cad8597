package io.nija.journal;

import java.nio.file.Path;
import java.time.Instant;

/**
 * Where the journal is kept, and how much room it takes. What is null is unknown.
 *
 * @param place the database; null when it was not found out
 * @param bytes size of the database and of what is not moved into it yet
 * @param reserve bytes set aside on the disk so that exits can be written when it is full
 * @param reserveHeld bytes of it that are there now; less than {@code reserve} while it is being used
 * @param lastForcedAt when records were last forced to the disk since the journal was opened
 */
public record JournalStorage(Path place, Long bytes, Long reserve, Long reserveHeld, Instant lastForcedAt) {

    /** Nothing is known. */
    public static final JournalStorage UNKNOWN = new JournalStorage(null, null, null, null, null);
}
