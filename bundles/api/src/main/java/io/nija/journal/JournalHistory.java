package io.nija.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.nija.account.LaneId;

import org.osgi.annotation.versioning.ProviderType;

/**
 * What was written and forced. Thread-safe; every call reads the disk and waits for it, so it belongs on no lane's queue
 * while that lane trades. Every record read is checked.
 *
 * <p>All methods throw {@link JournalException} when the journal cannot be read. A damaged record is
 * {@link Unreadable} where entries are answered, and an exception with {@link JournalException#DAMAGED} where a record's
 * content is.
 */
@ProviderType
public interface JournalHistory {

    /** The sequence of the last record; 0 when there is none. */
    long last();

    /** Gives every entry after {@code after}, in order. */
    void replay(long after, Consumer<Entry> to);

    /** The intent of that number. */
    Optional<IntentState> intent(long number);

    /** The intent with that client order id. */
    Optional<IntentState> intentOf(String clientOrderId);

    /** The intent whose order has that id at its venue; the newest where two venues gave the same. Reads every intent. */
    Optional<IntentState> intentAtVenue(String venueOrderId);

    /** The intent that a person gave that {@code --id}. */
    Optional<IntentState> intentOf(LaneId lane, String operatorId);

    /** Intents of which something is still to come, by number. Fast however long the journal is. */
    List<IntentState> openIntents();

    /** Those of one lane: what is damaged of another does not matter here. */
    default List<IntentState> openIntents(LaneId lane) {
        return openIntents().stream().filter(state -> state.intent().lane().equals(lane)).toList();
    }

    /** Everything about one intent, in order. */
    List<Entry> story(long intent);

    /**
     * The newest entries of one kind, newest first.
     *
     * @param lane whose; null for all
     * @param limit at most this many
     */
    List<Entry> newest(Class<? extends JournalRecord> kind, LaneId lane, int limit);

    /** Whether that fill was applied. */
    boolean hasFill(LaneId lane, String venueTradeId);

    /**
     * Gives fills, oldest first by the venue's clock.
     *
     * @param lane whose; null for all
     * @param from inclusive
     * @param to exclusive
     */
    void fills(LaneId lane, Instant from, Instant to, Consumer<FillApplied> each);

    /** Gives ledger rows, as {@link #fills} gives fills. */
    void ledger(LaneId lane, Instant from, Instant to, Consumer<LedgerRow> each);

    /**
     * The next fills and ledger rows of a lane, in the order they were written. Fast however long the journal is.
     *
     * @param after those behind this sequence
     * @param most at most this many; fewer when there are no more
     */
    default List<Entry> booked(LaneId lane, long after, int most) {
        List<Entry> found = new ArrayList<>();
        replay(after, entry -> {
            if (entry.record() instanceof Unreadable damaged) {
                // It may be one of them.
                throw new JournalException(JournalException.DAMAGED, damaged.reason() + " Restore a backup.");
            }
            boolean books = entry.record() instanceof FillApplied || entry.record() instanceof LedgerRow;
            if (books && found.size() < most && entry.record().lane().equals(lane)) {
                found.add(entry);
            }
        });
        return found;
    }

    /**
     * What holds now: the newest record of each name, of the kinds that replace each other: {@link Mark} (per lane and
     * name), {@link SwitchChange} (per scope), {@link Arming} (per lane), {@link ConfigurationVersion} (per file),
     * {@link PlugInHash} (per symbolic name), {@link Checkpoint} (per name).
     *
     * @throws IllegalArgumentException for another kind
     */
    <R extends JournalRecord> List<R> standing(Class<R> kind);

    /**
     * As {@link #standing(Class)}, but a damaged record is left out instead of failing the call.
     *
     * @param damaged told why, once for each record that is left out; what it said is not known, so whoever asks must fall
     *     back to what is safe
     */
    default <R extends JournalRecord> List<R> standing(Class<R> kind, Consumer<String> damaged) {
        return standing(kind);
    }

    /** The newest value of a mark; {@code lane} is null for the platform's. */
    Optional<String> mark(LaneId lane, String name);

    /** The newest checkpoint of that name. */
    Optional<Checkpoint> checkpoint(String name);
}
