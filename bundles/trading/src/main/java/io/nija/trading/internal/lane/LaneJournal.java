package io.nija.trading.internal.lane;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.nija.account.LaneId;
import io.nija.journal.ClientOrderIds;
import io.nija.journal.FillApplied;
import io.nija.journal.Intent;
import io.nija.journal.IntentState;
import io.nija.journal.Journal;
import io.nija.journal.JournalRecord;
import io.nija.journal.LedgerRow;
import io.nija.journal.Mark;
import io.nija.journal.Receipt;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane's way to the journal: appends in the order of the calls, and goes on with the lane's queue when the records are on
 * the disk. What the venue told is remembered here even when it cannot be written, and then nothing automatic is sent.
 */
public final class LaneJournal {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");

    private final LaneId lane;
    private final Journal journal;
    private final Executor queue;
    private String failure = "";

    public LaneJournal(LaneId lane, Journal journal, Executor queue) {
        this.lane = lane;
        this.journal = journal;
        this.queue = queue;
    }

    /** Why the last append was refused; empty when it was not. */
    public String failure() {
        return failure;
    }

    long nextIntent() {
        return journal.nextIntent();
    }

    String clientOrderId(long intent) {
        return ClientOrderIds.of(journal.epoch(), intent);
    }

    /** Whether {@code clientOrderId} is one that some NIJA made. */
    static boolean ours(String clientOrderId) {
        return ClientOrderIds.ours(clientOrderId);
    }

    /** Appends, and goes on on the queue with what came of it. */
    public void append(List<? extends JournalRecord> records, Consumer<Receipt> then) {
        journal.append(records).thenAccept(receipt -> queue.execute(() -> {
            note(receipt);
            then.accept(receipt);
        }));
    }

    /** Appends what was learnt; there is nothing to wait for, for a venue tells it again after a crash. */
    public void learn(List<JournalRecord> records) {
        if (!records.isEmpty()) {
            append(records, receipt -> {});
        }
    }

    private void note(Receipt receipt) {
        if (receipt instanceof Receipt.Refused refused && !refused.code().equals(Receipt.Refused.DUPLICATE)) {
            if (!refused.reason().equals(failure)) {
                LOG.error("The journal did not take a record of {}: {} [{}]", lane, refused.reason(), refused.code());
            }
            failure = refused.reason();
        } else if (receipt.forced()) {
            failure = "";
        }
    }

    /** Reads what the journal knows of this lane's open orders into {@code book}; waits for the disk. */
    void restore(LaneBook book) {
        for (IntentState state : journal.history().openIntents()) {
            if (state.intent().lane().equals(lane)) {
                restore(book, state.intent().number());
            }
        }
    }

    /** Reads one order's story into {@code book}; waits for the disk. */
    void restore(LaneBook book, long intent) {
        journal.history().story(intent).forEach(entry -> book.replay(entry.record(), entry.writtenAt()));
    }

    /** The number of the intent with that client order id, if this journal knows it on this lane; waits for the disk. */
    List<Long> numbers(String clientOrderId) {
        List<Long> numbers = new ArrayList<>();
        journal.history().intentOf(clientOrderId).filter(state -> state.intent().lane().equals(lane))
                .ifPresent(state -> numbers.add(state.intent().number()));
        return numbers;
    }

    /** Whether any order was ever meant to be sent on this lane; waits for the disk. */
    boolean everSent() {
        return !journal.history().newest(Intent.class, lane, 1).isEmpty();
    }

    /** Gives all fills that were ever booked on this lane, oldest first; waits for the disk. */
    void fills(Consumer<FillApplied> each) {
        journal.history().fills(lane, Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"), each);
    }

    /** Gives all ledger entries that were ever read on this lane, oldest first; waits for the disk. */
    void ledger(Consumer<LedgerRow> each) {
        journal.history().ledger(lane, Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"), each);
    }

    /** The values of all marks of this lane whose names begin so, by the rest of the name; waits for the disk. */
    Map<String, String> marks(String prefix) {
        Map<String, String> marks = new HashMap<>();
        journal.history().standing(Mark.class).stream().filter(mark -> lane.equals(mark.lane()) && mark.name().startsWith(prefix))
                .forEach(mark -> marks.put(mark.name().substring(prefix.length()), mark.value()));
        return marks;
    }

    /** The value of a mark of this lane; waits for the disk. */
    Optional<String> mark(String name) {
        return journal.history().mark(lane, name);
    }
}
