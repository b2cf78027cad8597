package io.nija.journal.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

import io.nija.account.LaneId;
import io.nija.order.Purpose;
import io.nija.journal.Checkpoint;
import io.nija.journal.Checkpoints;
import io.nija.journal.Entry;
import io.nija.journal.EpochBegun;
import io.nija.journal.FillApplied;
import io.nija.journal.Intent;
import io.nija.journal.IntentState;
import io.nija.journal.Journal;
import io.nija.journal.JournalHealth;
import io.nija.journal.JournalHealth.State;
import io.nija.journal.JournalHistory;
import io.nija.journal.JournalRecord;
import io.nija.journal.LedgerRow;
import io.nija.journal.Mark;
import io.nija.journal.Receipt;
import io.nija.journal.Unreadable;
import io.nija.journal.internal.store.StandingKey;

/**
 * A journal in memory with the rules of the one on the disk. What is appended is forced at once, or waits for {@link #force}
 * after {@link #hold}; {@link #crashed} is what a power cut leaves. Thread-safe; receipts are completed on the executor
 * given.
 */
public final class MemoryJournal implements Journal, JournalHistory {

    private record Waiting(List<JournalRecord> records, Instant at, CompletableFuture<Receipt> receipt) {}

    private final UUID epoch;
    private final InstantSource time;
    private final Executor completing;
    private final List<Entry> entries = new ArrayList<>();
    /** The same by kind, for what asks for one kind only. */
    private final Map<Class<?>, List<Entry>> kinds = new HashMap<>();
    private final MemoryIndex index = new MemoryIndex();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final Map<String, Checkpoint> checkpoints = new HashMap<>();
    private State state = State.OK;
    private boolean holding;
    private long intents;
    private long forces;

    /** An empty journal whose epoch is {@code epoch}. */
    public MemoryJournal(UUID epoch, InstantSource time, Executor completing) {
        this.epoch = epoch;
        this.time = time;
        this.completing = completing;
        write(List.of(new EpochBegun(epoch, "created", "memory", "")), time.instant());
    }

    private MemoryJournal(MemoryJournal before) {
        epoch = before.epoch;
        time = before.time;
        completing = before.completing;
        before.entries.forEach(this::add);
        intents = index.intents.isEmpty() ? 0 : index.intents.lastKey();
        checkpoints.putAll(before.checkpoints);
    }

    /** From now on nothing is forced until {@link #force}. */
    public synchronized void hold() {
        holding = true;
    }

    /** Forces everything that waits, as one group. */
    public void force() {
        List<Runnable> answers = new ArrayList<>();
        synchronized (this) {
            if (!waiting.isEmpty()) {
                forces++;
            }
            for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
                Waiting one = next;
                Receipt receipt = receipt(one);
                answers.add(() -> one.receipt().complete(receipt));
            }
        }
        answers.forEach(completing::execute);
    }

    /** From now on the journal behaves as one in that state. */
    public synchronized void become(State health) {
        state = health;
    }

    /** The journal that the next start finds after a power cut now: what was not forced is gone. */
    public synchronized MemoryJournal crashed() {
        return new MemoryJournal(this);
    }

    @Override
    public UUID epoch() {
        return epoch;
    }

    @Override
    public synchronized long nextIntent() {
        return ++intents;
    }

    @Override
    public CompletionStage<Receipt> append(List<? extends JournalRecord> records) {
        CompletableFuture<Receipt> receipt = new CompletableFuture<>();
        boolean now;
        synchronized (this) {
            waiting.add(new Waiting(List.copyOf(records), time.instant(), receipt));
            now = !holding;
        }
        if (now) {
            force();
        }
        return receipt;
    }

    private Receipt receipt(Waiting one) {
        if (state == State.FAILED || state == State.OPENING) {
            return new Receipt.Refused(Receipt.Refused.FAILED, "The journal was told to fail.");
        }
        boolean entry = one.records().stream()
                .anyMatch(record -> record instanceof Intent intent && intent.purpose() == Purpose.ENTRY);
        if (entry && state != State.OK) {
            return new Receipt.Refused(Receipt.Refused.NO_ENTRIES, "The journal was told to take no entries.");
        }
        if (one.records().isEmpty() || one.records().stream()
                .anyMatch(record -> record instanceof Unreadable || record instanceof EpochBegun)) {
            return new Receipt.Refused(Receipt.Refused.INVALID, "There is nothing that can be appended.");
        }
        Optional<Receipt.Refused> objection = index.objection(one.records());
        if (objection.isPresent()) {
            return objection.get();
        }
        write(one.records(), one.at());
        return new Receipt.Forced(entries.size() - one.records().size() + 1L, entries.size());
    }

    private void write(List<? extends JournalRecord> records, Instant at) {
        records.forEach(record -> add(new Entry(entries.size() + 1L, at, record)));
    }

    private void add(Entry entry) {
        entries.add(entry);
        kinds.computeIfAbsent(entry.record().getClass(), first -> new ArrayList<>()).add(entry);
        index.add(entry);
    }

    @Override
    public JournalHistory history() {
        return this;
    }

    @Override
    public synchronized JournalHealth health() {
        return new JournalHealth(state, state == State.OK ? "" : "JOURNAL_" + state, "", "", entries.size(), forces, List.of());
    }

    @Override
    public Checkpoints checkpoints() {
        return new Checkpoints() {

            @Override
            public Optional<Checkpoint> find(String name) {
                synchronized (MemoryJournal.this) {
                    return Optional.ofNullable(checkpoints.get(name));
                }
            }

            @Override
            public void keep(Checkpoint checkpoint) {
                synchronized (MemoryJournal.this) {
                    checkpoints.put(checkpoint.name(), checkpoint);
                }
            }

            @Override
            public void drop(String name) {
                synchronized (MemoryJournal.this) {
                    checkpoints.remove(name);
                }
            }
        };
    }

    @Override
    public synchronized List<Entry> booked(LaneId lane, long after, int most) {
        List<Entry> found = new ArrayList<>();
        for (int i = (int) after; i < entries.size() && found.size() < most; i++) {
            JournalRecord record = entries.get(i).record();
            if ((record instanceof FillApplied || record instanceof LedgerRow) && record.lane().equals(lane)) {
                found.add(entries.get(i));
            }
        }
        return found;
    }

    @Override
    public synchronized long last() {
        return entries.size();
    }

    @Override
    public void replay(long after, Consumer<Entry> to) {
        snapshot(entry -> entry.sequence() > after ? entry : null).forEach(to);
    }

    @Override
    public synchronized Optional<IntentState> intent(long number) {
        return Optional.ofNullable(index.intents.get(number));
    }

    @Override
    public synchronized Optional<IntentState> intentOf(String clientOrderId) {
        return index.byClientOrderId(clientOrderId);
    }

    @Override
    public synchronized Optional<IntentState> intentAtVenue(String venueOrderId) {
        return index.intents.descendingMap().values().stream().filter(state -> venueOrderId.equals(state.venueOrderId())).findFirst();
    }

    @Override
    public synchronized Optional<IntentState> intentOf(LaneId lane, String operatorId) {
        return index.byOperatorId(lane, operatorId);
    }

    @Override
    public synchronized List<IntentState> openIntents() {
        return index.intents.values().stream().filter(IntentState::open).toList();
    }

    @Override
    public List<Entry> story(long intent) {
        return snapshot(entry -> entry.record().intent() != null && entry.record().intent() == intent ? entry : null);
    }

    @Override
    public synchronized List<Entry> newest(Class<? extends JournalRecord> kind, LaneId lane, int limit) {
        List<Entry> of = kind.isInterface() ? entries : kinds.getOrDefault(kind, List.of());
        List<Entry> found = new ArrayList<>();
        for (int i = of.size() - 1; i >= 0 && found.size() < limit; i--) {
            Entry entry = of.get(i);
            if (kind.isInstance(entry.record()) && (lane == null || lane.equals(entry.record().lane()))) {
                found.add(entry);
            }
        }
        return found;
    }

    @Override
    public synchronized boolean hasFill(LaneId lane, String venueTradeId) {
        return index.hasFill(lane, venueTradeId);
    }

    @Override
    public void fills(LaneId lane, Instant from, Instant to, Consumer<FillApplied> each) {
        timed(FillApplied.class, fill -> fill.trade().at(), lane, from, to, each);
    }

    @Override
    public void ledger(LaneId lane, Instant from, Instant to, Consumer<LedgerRow> each) {
        timed(LedgerRow.class, row -> row.entry().at(), lane, from, to, each);
    }

    private <R extends JournalRecord> void timed(Class<R> kind, Function<R, Instant> at, LaneId lane, Instant from, Instant to,
            Consumer<R> each) {
        List<Entry> found = newest(kind, lane, Integer.MAX_VALUE);
        Collections.reverse(found);
        found.stream().map(entry -> kind.cast(entry.record()))
                .filter(record -> !at.apply(record).isBefore(from) && at.apply(record).isBefore(to))
                .sorted(Comparator.comparing(at)).forEach(each);
    }

    private synchronized <T> List<T> snapshot(Function<Entry, T> wanted) {
        List<T> found = new ArrayList<>();
        for (Entry entry : entries) {
            T one = wanted.apply(entry);
            if (one != null) {
                found.add(one);
            }
        }
        return found;
    }

    @Override
    public synchronized <R extends JournalRecord> List<R> standing(Class<R> kind) {
        StandingKey.require(kind);
        return index.standing(kind);
    }

    @Override
    public synchronized Optional<String> mark(LaneId lane, String name) {
        return index.standing(Mark.class, lane, name).map(Mark::value);
    }

    @Override
    public synchronized Optional<Checkpoint> checkpoint(String name) {
        return index.standing(Checkpoint.class, null, name);
    }
}
