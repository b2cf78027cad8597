package io.nija.journal;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The durable memory of trading. A service that exists only while the journal is open: without it nothing can be sent.
 * Thread-safe.
 *
 * <p>Records of all appends have one order, the order of the calls. What waits together is forced together, so lanes share
 * the disk.
 */
@ProviderType
public interface Journal {

    /** What client order ids derive from. Another one after a restore. */
    UUID epoch();

    /** The number of the next intent; never given twice. One that is not used leaves a gap. */
    long nextIntent();

    /**
     * Appends all of these records or none. Returns at once. Receipts of what was taken to be written complete in the order of
     * the calls; what is not even taken ({@code JOURNAL_BUSY}, {@code JOURNAL_CLOSED}, {@code JOURNAL_INVALID}) is refused at once.
     *
     * @return completes on a shared thread when the records are forced to the disk, or refused; never fails. What
     *     takes long afterwards must be handed to an executor of its own
     */
    CompletionStage<Receipt> append(List<? extends JournalRecord> records);

    /** As {@link #append(List)}. */
    default CompletionStage<Receipt> append(JournalRecord... records) {
        return append(List.of(records));
    }

    /** What was written. */
    JournalHistory history();

    /** How it is now. */
    JournalHealth health();

    /** What was made of it, kept beside it. */
    default Checkpoints checkpoints() {
        return Checkpoints.NONE;
    }
}
