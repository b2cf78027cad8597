package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.nija.account.LaneId;
import io.nija.journal.Adoption;
import io.nija.journal.ClientOrderIds;
import io.nija.journal.Entry;
import io.nija.journal.Intent;
import io.nija.journal.IntentState;
import io.nija.journal.Journal;
import io.nija.journal.JournalException;
import io.nija.journal.JournalRecord;
import io.nija.journal.Mark;
import io.nija.journal.Note;
import io.nija.journal.Receipt;
import io.nija.journal.Refusal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane's way to the journal. What is wanted goes there at once, and its caller goes on with the lane's queue when it is on the
 * disk or was refused. What was learnt goes there in its order, one append at a time: what the disk did not take is kept and
 * appended again before anything that was learnt later, so no mark ever stands there without what it stands for. Runs on the
 * lane's queue.
 */
public final class LaneJournal {

    /** Learnt records that may wait for the disk. Beyond it they are forgotten: the venue tells them again to a lane that begins anew. */
    static final int MOST_WAITING = 5_000;

    /** Records in one append. */
    private static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");

    /**
     * Something for the journal.
     *
     * @param kept whether it is tried again when the disk does not take it
     * @param then told when it is on the disk, or was refused for good
     */
    private record Item(List<? extends JournalRecord> records, boolean kept, Consumer<Receipt> then) {}

    private final LaneId lane;
    private final Journal journal;
    private final Executor queue;
    private final ArrayDeque<Item> waiting = new ArrayDeque<>();
    private List<Item> underway = List.of();
    /** So many of the next items go one by one: the journal refused one among them and did not say which. */
    private int alone;
    /** Whether the disk did not take what was learnt; then only {@link #retry()} tries again. */
    private boolean stuck;
    private boolean overflowed;
    private String failure = "";

    public LaneJournal(LaneId lane, Journal journal, Executor queue) {
        this.lane = lane;
        this.journal = journal;
        this.queue = queue;
    }

    /** Why the last append was refused; empty when all is written. */
    public String failure() {
        return failure;
    }

    /** Whether more was learnt than could be kept for the disk: the lane must begin anew from what the journal has. */
    boolean overflowed() {
        return overflowed;
    }

    /** Whether all that was learnt is on the disk. */
    boolean durable() {
        return waiting.isEmpty() && underway.isEmpty() && !overflowed;
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

    /** Appends what is wanted, at once, and goes on on the queue with what came of it. It is not tried again. */
    public void append(List<? extends JournalRecord> records, Consumer<Receipt> then) {
        retry();
        journal.append(records).thenAccept(receipt -> queue.execute(() -> {
            note(receipt);
            then.accept(receipt);
        }));
    }

    /** As {@link #append}, but after all that was learnt before: for what is about an order that much was learnt of. */
    void appendInOrder(List<? extends JournalRecord> records, Consumer<Receipt> then) {
        if (overflowed) {
            // What was learnt before it is not kept, so its turn never comes.
            then.accept(new Receipt.Refused(Receipt.Refused.BUSY, failure));
            return;
        }
        waiting.add(new Item(records, false, then));
        retry();
    }

    /** Appends what was learnt; nobody waits for it. */
    public void learn(List<? extends JournalRecord> records) {
        learn(records, () -> {});
    }

    /** As {@link #learn(List)}; {@code durable} runs on the queue when it is on the disk, which may be never. */
    void learn(List<? extends JournalRecord> records, Runnable durable) {
        List<? extends JournalRecord> kept = stuck && count() > MOST_WAITING / 2
                ? records.stream().filter(record -> !(record instanceof Refusal || record instanceof Note)).toList() : records;
        if (kept.isEmpty() || overflowed) {
            return;
        }
        // One reading may bring more than that at once: it is only too much when as much waits already, or a lane could never begin.
        boolean full = count() >= MOST_WAITING;
        waiting.add(new Item(kept, true, receipt -> {
            if (receipt.forced()) {
                durable.run();
            }
        }));
        if (full) {
            overflow("More than " + MOST_WAITING + " records wait for the disk; the lane begins anew from the journal when it can be written.");
        } else {
            pump();
        }
    }

    /** Tries again what the disk did not take; at least once a second. */
    void retry() {
        stuck = false;
        pump();
        if (!failure.isEmpty() && !overflowed && waiting.isEmpty() && underway.isEmpty() && journal.health().entries()) {
            // Only something that is not tried again was refused, and nothing is left to write that would show that all is well.
            failure = "";
        }
    }

    private int count() {
        return waiting.stream().mapToInt(item -> item.records().size()).sum() + underway.stream().mapToInt(item -> item.records().size()).sum();
    }

    /** The lane began with what is wrong: it must begin anew from what the journal has. */
    void distrust() {
        if (!overflowed) {
            overflow("What this lane began with is not what the journal says; it begins anew.");
        }
    }

    private void overflow(String why) {
        overflowed = true;
        failure = why;
        LOG.error("{} of {} are forgotten, and read from the venue again: {} [JOURNAL_BEHIND]", count(), lane, failure);
        waiting.removeIf(Item::kept);
        refuseWanted(new Receipt.Refused(Receipt.Refused.BUSY, failure));
    }

    private void pump() {
        if (stuck || overflowed || !underway.isEmpty() || waiting.isEmpty()) {
            return;
        }
        List<Item> batch = new ArrayList<>(List.of(waiting.remove()));
        int records = batch.get(0).records().size();
        while (alone == 0 && batch.get(0).kept() && !waiting.isEmpty() && waiting.peek().kept() && records < BATCH) {
            records += waiting.peek().records().size();
            batch.add(waiting.remove());
        }
        alone = Math.max(0, alone - 1);
        underway = batch;
        journal.append(batch.stream().<JournalRecord>flatMap(item -> item.records().stream()).toList())
                .thenAccept(receipt -> queue.execute(() -> came(batch, receipt)));
    }

    private void came(List<Item> batch, Receipt receipt) {
        underway = List.of();
        if (receipt instanceof Receipt.Refused refused) {
            refused(batch, refused);
        } else {
            note(receipt);
            batch.forEach(item -> told(item, receipt));
        }
        pump();
    }

    private void refused(List<Item> batch, Receipt.Refused refused) {
        boolean itself = refused.code().equals(Receipt.Refused.DUPLICATE) || refused.code().equals(Receipt.Refused.INVALID);
        if (overflowed || !batch.get(0).kept()) {
            note(refused);
            batch.forEach(item -> told(item, refused));
        } else if (!itself) {
            note(refused);
            stuck = true;
            again(batch);
            refuseWanted(refused);
        } else if (batch.size() > 1) {
            alone += batch.size();
            again(batch);
        } else if (batch.get(0).records().size() > 1) {
            List<Item> records = new ArrayList<>(batch.get(0).records().stream().map(record -> new Item(List.of(record), true, done -> {})).toList());
            JournalRecord last = batch.get(0).records().get(records.size() - 1);
            records.set(records.size() - 1, new Item(List.of(last), true, batch.get(0).then()));
            alone += records.size();
            again(records);
        } else {
            LOG.error("The journal does not take a {} of {}: {} [{}]; all else goes on", batch.get(0).records().get(0).getClass().getSimpleName(),
                    lane, refused.reason(), refused.code());
            told(batch.get(0), refused);
        }
    }

    private void again(List<Item> items) {
        for (int i = items.size() - 1; i >= 0; i--) {
            waiting.addFirst(items.get(i));
        }
    }

    /** Whoever waits for the disk with what is wanted is answered; what was learnt goes on waiting. */
    private void refuseWanted(Receipt.Refused refused) {
        List<Item> wanted = waiting.stream().filter(item -> !item.kept()).toList();
        waiting.removeAll(wanted);
        wanted.forEach(item -> told(item, refused));
    }

    private void told(Item item, Receipt receipt) {
        try {
            item.then().accept(receipt);
        } catch (RuntimeException failed) {
            LOG.error("What follows a record of {} failed; the lane goes on [LANE_PART_FAILED]", lane, failed);
        }
    }

    private void note(Receipt receipt) {
        if (receipt instanceof Receipt.Refused refused && !refused.code().equals(Receipt.Refused.DUPLICATE)) {
            if (!refused.reason().equals(failure)) {
                LOG.error("The journal did not take a record of {}: {} [{}]", lane, refused.reason(), refused.code());
            }
            failure = overflowed ? failure : refused.reason();
        } else if (receipt.forced() && !stuck && !overflowed) {
            failure = "";
        }
    }

    /** Reads what the journal knows of this lane's open orders into {@code book}; waits for the disk. */
    void restore(LaneBook book) {
        for (IntentState state : journal.history().openIntents(lane)) {
            restore(book, state.intent().number());
        }
    }

    /** Reads one order's story into {@code book}; waits for the disk. */
    void restore(LaneBook book, long intent) {
        journal.history().story(intent).forEach(entry -> book.replay(entry.record(), entry.writtenAt()));
    }

    /** Where an entry said that its stop is to be; waits for the disk. */
    Optional<BigDecimal> plannedStop(long intent) {
        return journal.history().story(intent).stream().flatMap(entry -> PlannedStop.read(entry.record()).stream()).findFirst();
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

    /** Brings {@code into}, which is fresh, to what all fills and rows of the ledger of this lane amount to; waits for the disk. */
    ReckonedPast reckon(Reckoning into) {
        try {
            return ReckonedPast.read(into, lane, journal, Long.MAX_VALUE);
        } catch (ReckonedPast.Nonsense dropped) {
            distrust();
            throw new JournalException(JournalException.UNREADABLE, dropped.getMessage() + " The lane begins anew without it.", dropped);
        }
    }

    /** The values of all marks of this lane whose names begin so, by the rest of the name; waits for the disk. */
    Map<String, String> marks(String prefix) {
        Map<String, String> marks = new HashMap<>();
        journal.history().standing(Mark.class, damaged -> LOG.error("A mark cannot be read and is left out. {}", damaged)).stream().filter(mark -> lane.equals(mark.lane()) && mark.name().startsWith(prefix))
                .forEach(mark -> marks.put(mark.name().substring(prefix.length()), mark.value()));
        return marks;
    }

    /** The value of a mark of this lane; waits for the disk. */
    Optional<String> mark(String name) {
        return journal.history().mark(lane, name);
    }

    /** Whether the journal has that fill; waits for the disk. */
    boolean hasFill(String venueTradeId) {
        return journal.history().hasFill(lane, venueTradeId);
    }

    /** What persons decided about orders that this journal had not known; waits for the disk. */
    List<Adoption> adoptions() {
        return journal.history().newest(Adoption.class, lane, MOST_WAITING).stream().map(Entry::record).filter(Adoption.class::isInstance)
                .map(Adoption.class::cast).toList();
    }
}
