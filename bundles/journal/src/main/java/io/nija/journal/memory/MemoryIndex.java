package io.nija.journal.memory;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.nija.account.LaneId;
import io.nija.journal.Action;
import io.nija.journal.Entry;
import io.nija.journal.FillApplied;
import io.nija.journal.Intent;
import io.nija.journal.IntentState;
import io.nija.journal.JournalRecord;
import io.nija.journal.LedgerRow;
import io.nija.journal.OrderEvent;
import io.nija.journal.OrderStage;
import io.nija.journal.Receipt;
import io.nija.journal.Sent;
import io.nija.journal.internal.store.StandingKey;

/** What follows from the records, kept with them. Not thread-safe. */
final class MemoryIndex {

    private record Id(LaneId lane, String id) {}

    private record Standing(Class<?> kind, LaneId lane, String name) {}

    final NavigableMap<Long, IntentState> intents = new TreeMap<>();
    private final Map<String, Long> clientOrderIds = new HashMap<>();
    private final Map<Id, Long> operatorIds = new HashMap<>();
    private final Set<Id> fills = new HashSet<>();
    private final Set<Id> ledger = new HashSet<>();
    private final Map<Standing, JournalRecord> standing = new HashMap<>();

    /** Why these records may not be appended after what is here; empty when they may. */
    Optional<Receipt.Refused> objection(List<? extends JournalRecord> records) {
        MemoryIndex trial = new MemoryIndex();
        for (JournalRecord record : records) {
            String code = objection(record, trial);
            if (code != null) {
                return Optional.of(new Receipt.Refused(code, "The record " + record + " does not fit what is there."));
            }
            trial.add(new Entry(0, java.time.Instant.EPOCH, record));
        }
        return Optional.empty();
    }

    private String objection(JournalRecord record, MemoryIndex trial) {
        if (taken(record) || trial.taken(record)) {
            return Receipt.Refused.DUPLICATE;
        }
        Long about = record instanceof Intent intent ? intent.parent() : record.intent();
        return about == null || record.lane() == null || knows(about, record.lane()) || trial.knows(about, record.lane())
                ? null : Receipt.Refused.INVALID;
    }

    private boolean taken(JournalRecord record) {
        if (record instanceof Intent intent) {
            return intents.containsKey(intent.number()) || clientOrderIds.containsKey(intent.placement().clientOrderId())
                    || operatorIds.containsKey(new Id(intent.lane(), intent.operatorId()));
        }
        return record instanceof FillApplied fill && hasFill(fill.lane(), fill.trade().venueTradeId())
                || record instanceof LedgerRow row && ledger.contains(new Id(row.lane(), row.entry().venueLedgerId()));
    }

    private boolean knows(long number, LaneId lane) {
        IntentState state = intents.get(number);
        return state != null && state.intent().lane().equals(lane);
    }

    void add(Entry entry) {
        JournalRecord record = entry.record();
        if (record instanceof Intent intent) {
            intents.put(intent.number(), new IntentState(intent, entry.sequence(), entry.writtenAt(), false,
                    OrderStage.CREATED, null, BigDecimal.ZERO, null));
            clientOrderIds.put(intent.placement().clientOrderId(), intent.number());
            if (intent.operatorId() != null) {
                operatorIds.put(new Id(intent.lane(), intent.operatorId()), intent.number());
            }
        } else if (record instanceof Sent sent && sent.action() == Action.PLACE) {
            intents.computeIfPresent(sent.intent() == null ? 0 : sent.intent(), (number, was) -> sent(was));
        } else if (record instanceof OrderEvent event) {
            intents.computeIfPresent(event.intent(), (number, was) -> after(was, event));
        } else if (record instanceof FillApplied fill) {
            fills.add(new Id(fill.lane(), fill.trade().venueTradeId()));
        } else if (record instanceof LedgerRow row) {
            ledger.add(new Id(row.lane(), row.entry().venueLedgerId()));
        }
        String name = StandingKey.of(record);
        if (name != null) {
            standing.put(new Standing(record.getClass(), record.lane(), name), record);
        }
    }

    private static IntentState sent(IntentState was) {
        OrderStage stage = was.stage() == OrderStage.CREATED ? OrderStage.SUBMITTED : was.stage();
        return new IntentState(was.intent(), was.sequence(), was.writtenAt(), true, stage, was.venueOrderId(), was.filled(),
                was.cost());
    }

    private static IntentState after(IntentState was, OrderEvent event) {
        return new IntentState(was.intent(), was.sequence(), was.writtenAt(), was.sent(), event.to(),
                event.venueOrderId() == null ? was.venueOrderId() : event.venueOrderId(), event.filled(), event.cost());
    }

    Optional<IntentState> byClientOrderId(String id) {
        return Optional.ofNullable(clientOrderIds.get(id)).map(intents::get);
    }

    Optional<IntentState> byOperatorId(LaneId lane, String id) {
        return Optional.ofNullable(operatorIds.get(new Id(lane, id))).map(intents::get);
    }

    boolean hasFill(LaneId lane, String id) {
        return fills.contains(new Id(lane, id));
    }

    <R extends JournalRecord> List<R> standing(Class<R> kind) {
        List<R> found = new ArrayList<>();
        standing.entrySet().stream().filter(entry -> entry.getKey().kind() == kind)
                .sorted(java.util.Comparator.comparing((Map.Entry<Standing, JournalRecord> entry) ->
                        String.valueOf(entry.getKey().lane())).thenComparing(entry -> entry.getKey().name()))
                .forEach(entry -> found.add(kind.cast(entry.getValue())));
        return found;
    }

    <R extends JournalRecord> Optional<R> standing(Class<R> kind, LaneId lane, String name) {
        return Optional.ofNullable(standing.get(new Standing(kind, lane, name))).map(kind::cast);
    }
}
