package io.nija.trading.internal.lane;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.journal.Checkpoint;
import io.nija.journal.Entry;
import io.nija.journal.FillApplied;
import io.nija.journal.Journal;
import io.nija.journal.JournalHistory;
import io.nija.journal.JournalRecord;
import io.nija.journal.LedgerRow;
import io.nija.journal.Mark;

/** A journal that tells its fills, rows and marks, and nothing else: for tens of thousands of them. */
final class RecordList {

    final List<Entry> entries = new ArrayList<>();
    final Map<String, Checkpoint> checkpoints = new HashMap<>();

    void add(JournalRecord record) {
        entries.add(new Entry(entries.size() + 1L, Instant.EPOCH, record));
    }

    List<Entry> booked(LaneId lane, long after, int most) {
        return entries.stream().skip(after).filter(entry -> entry.record() instanceof FillApplied || entry.record() instanceof LedgerRow)
                .filter(entry -> lane.equals(entry.record().lane())).limit(most).toList();
    }

    private Optional<String> mark(String name) {
        return entries.stream().map(Entry::record).filter(Mark.class::isInstance).map(Mark.class::cast).filter(mark -> mark.name().equals(name))
                .reduce((older, newer) -> newer).map(Mark::value);
    }

    Journal journal() {
        JournalHistory history = (JournalHistory) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {JournalHistory.class},
                (proxy, method, given) -> switch (method.getName()) {
                    case "last" -> (long) entries.size();
                    case "mark" -> mark((String) given[1]);
                    case "booked" -> booked((LaneId) given[0], (Long) given[1], (Integer) given[2]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        return (Journal) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Journal.class},
                (proxy, method, given) -> switch (method.getName()) {
                    case "history" -> history;
                    case "checkpoints" -> new KeptCheckpoints(checkpoints);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
