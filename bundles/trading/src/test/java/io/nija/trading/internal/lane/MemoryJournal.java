package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.nija.account.LaneId;
import io.nija.journal.Action;
import io.nija.journal.Arming;
import io.nija.journal.Checkpoint;
import io.nija.journal.Checkpoints;
import io.nija.journal.Entry;
import io.nija.journal.FillApplied;
import io.nija.journal.Intent;
import io.nija.journal.IntentState;
import io.nija.journal.Journal;
import io.nija.journal.JournalHealth;
import io.nija.journal.JournalHistory;
import io.nija.journal.JournalRecord;
import io.nija.journal.LedgerRow;
import io.nija.journal.Mark;
import io.nija.journal.OrderEvent;
import io.nija.journal.OrderStage;
import io.nija.journal.Receipt;
import io.nija.journal.Sent;
import io.nija.journal.SwitchChange;
import io.nija.platform.TimeSource;

/**
 * A journal in memory with the promises of the real one: an append is there as a whole or not at all, ids are unique, and
 * what was not forced is not there after a crash.
 */
public final class MemoryJournal implements Journal, JournalHistory {

    private final TimeSource time;
    private final UUID epoch = new UUID(1, 2);
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Checkpoint> checkpoints = new HashMap<>();
    private long intents;
    /** Asked before each append: false loses it, as a crash before the disk has it. */
    Predicate<List<? extends JournalRecord>> reaches = records -> true;
    /** Told after each append that is on the disk. */
    Consumer<List<? extends JournalRecord>> forced = records -> {};
    /** Asked before each append: true lets it wait for {@link #goOn}. */
    Predicate<List<? extends JournalRecord>> slow = records -> false;
    private final List<Runnable> waiting = new ArrayList<>();
    /** Refuses everything with this code when it is not empty. */
    public String refusing = "";

    public MemoryJournal(TimeSource time) {
        this.time = time;
    }

    @Override
    public UUID epoch() {
        return epoch;
    }

    @Override
    public long nextIntent() {
        return ++intents;
    }

    /** What waits is written. */
    void goOn() {
        List<Runnable> these = List.copyOf(waiting);
        waiting.clear();
        these.forEach(Runnable::run);
    }

    @Override
    public CompletionStage<Receipt> append(List<? extends JournalRecord> records) {
        if (slow.test(records)) {
            CompletableFuture<Receipt> later = new CompletableFuture<>();
            waiting.add(() -> write(records).thenAccept(later::complete));
            return later;
        }
        return write(records);
    }

    private CompletionStage<Receipt> write(List<? extends JournalRecord> records) {
        if (!refusing.isEmpty()) {
            return CompletableFuture.completedFuture(new Receipt.Refused(refusing, "The disk is full."));
        }
        if (!reaches.test(records)) {
            return new CompletableFuture<>();
        }
        if (records.stream().anyMatch(this::duplicate)) {
            return CompletableFuture.completedFuture(new Receipt.Refused(Receipt.Refused.DUPLICATE, "It is there already."));
        }
        records.forEach(record -> entries.add(new Entry(entries.size() + 1, time.instant(), record)));
        forced.accept(records);
        return CompletableFuture.completedFuture(new Receipt.Forced(entries.size() - records.size() + 1, entries.size()));
    }

    private boolean duplicate(JournalRecord record) {
        if (record instanceof Intent intent) {
            return intent(intent.number()).isPresent() || intent.operatorId() != null && intentOf(intent.lane(), intent.operatorId()).isPresent();
        }
        if (record instanceof LedgerRow row) {
            return all(LedgerRow.class).stream().anyMatch(other -> other.lane().equals(row.lane())
                    && other.entry().venueLedgerId().equals(row.entry().venueLedgerId()));
        }
        return record instanceof FillApplied fill && hasFill(fill.lane(), fill.trade().venueTradeId());
    }

    public <R extends JournalRecord> List<R> all(Class<R> kind) {
        return entries.stream().map(Entry::record).filter(kind::isInstance).map(kind::cast).toList();
    }

    List<JournalRecord> records() {
        return entries.stream().map(Entry::record).toList();
    }

    @Override
    public Checkpoints checkpoints() {
        return new KeptCheckpoints(checkpoints);
    }

    @Override
    public JournalHistory history() {
        return this;
    }

    @Override
    public JournalHealth health() {
        JournalHealth.State state = refusing.equals(Receipt.Refused.NO_ENTRIES) ? JournalHealth.State.RESERVE : JournalHealth.State.OK;
        return new JournalHealth(state, "", "", "", last(), 0, List.of());
    }

    @Override
    public long last() {
        return entries.size();
    }

    @Override
    public void replay(long after, Consumer<Entry> to) {
        entries.stream().skip(after).forEach(to);
    }

    @Override
    public Optional<IntentState> intent(long number) {
        return story(number).stream().filter(entry -> entry.record() instanceof Intent).findFirst().map(entry -> state(entry, (Intent) entry.record()));
    }

    private IntentState state(Entry entry, Intent intent) {
        List<JournalRecord> story = story(intent.number()).stream().map(Entry::record).toList();
        boolean sent = story.stream().anyMatch(record -> record instanceof Sent s && s.action() == Action.PLACE);
        Optional<OrderEvent> latest = story.stream().filter(OrderEvent.class::isInstance).map(OrderEvent.class::cast).reduce((one, two) -> two);
        return new IntentState(intent, entry.sequence(), entry.writtenAt(), sent, latest.map(OrderEvent::to)
                .orElse(sent ? OrderStage.SUBMITTED : OrderStage.CREATED), latest.map(OrderEvent::venueOrderId).orElse(null),
                latest.map(OrderEvent::filled).orElse(BigDecimal.ZERO), null);
    }

    @Override
    public Optional<IntentState> intentOf(String clientOrderId) {
        return all(Intent.class).stream().filter(intent -> intent.placement().clientOrderId().equals(clientOrderId)).findFirst()
                .flatMap(intent -> intent(intent.number()));
    }

    @Override
    public Optional<IntentState> intentAtVenue(String venueOrderId) {
        return all(Intent.class).stream().map(intent -> intent(intent.number()).orElseThrow())
                .filter(state -> venueOrderId.equals(state.venueOrderId())).reduce((older, newer) -> newer);
    }

    @Override
    public Optional<IntentState> intentOf(LaneId lane, String operatorId) {
        return all(Intent.class).stream().filter(intent -> intent.lane().equals(lane) && operatorId.equals(intent.operatorId())).findFirst()
                .flatMap(intent -> intent(intent.number()));
    }

    @Override
    public List<IntentState> openIntents() {
        return all(Intent.class).stream().flatMap(intent -> intent(intent.number()).stream()).filter(IntentState::open)
                .sorted(Comparator.comparing(state -> state.intent().number())).toList();
    }

    @Override
    public List<Entry> story(long intent) {
        return entries.stream().filter(entry -> entry.record().intent() != null && entry.record().intent() == intent).toList();
    }

    @Override
    public List<Entry> newest(Class<? extends JournalRecord> kind, LaneId lane, int limit) {
        List<Entry> newest = new ArrayList<>(entries.stream().filter(entry -> kind.isInstance(entry.record())
                && (lane == null || lane.equals(entry.record().lane()))).toList());
        java.util.Collections.reverse(newest);
        return newest.stream().limit(limit).toList();
    }

    @Override
    public boolean hasFill(LaneId lane, String venueTradeId) {
        return entries.stream().anyMatch(entry -> entry.record() instanceof FillApplied fill && fill.trade().venueTradeId().equals(venueTradeId)
                && fill.lane().equals(lane));
    }

    @Override
    public void fills(LaneId lane, Instant from, Instant to, Consumer<FillApplied> each) {
        all(FillApplied.class).stream().filter(fill -> lane == null || fill.lane().equals(lane))
                .filter(fill -> !fill.trade().at().isBefore(from) && fill.trade().at().isBefore(to))
                .sorted(Comparator.comparing(fill -> fill.trade().at())).forEach(each);
    }

    @Override
    public void ledger(LaneId lane, Instant from, Instant to, Consumer<LedgerRow> each) {
        all(LedgerRow.class).forEach(each);
    }

    @Override
    public <R extends JournalRecord> List<R> standing(Class<R> kind) {
        Map<Object, R> newest = new LinkedHashMap<>();
        all(kind).forEach(record -> newest.put(name(record), record));
        return List.copyOf(newest.values());
    }

    private static Object name(JournalRecord record) {
        if (record instanceof Mark mark) {
            return mark.lane() + mark.name();
        }
        return record instanceof SwitchChange change ? change.scope() : record instanceof Arming arming ? arming.lane() : record;
    }

    @Override
    public Optional<String> mark(LaneId lane, String name) {
        Map<String, String> marks = new HashMap<>();
        all(Mark.class).forEach(mark -> marks.put(mark.lane() + mark.name(), mark.value()));
        return Optional.ofNullable(marks.get(lane + name));
    }

    @Override
    public Optional<Checkpoint> checkpoint(String name) {
        return Optional.empty();
    }
}
