package io.nija.trading.internal.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import io.nija.broker.LedgerEntry;

/**
 * Which entries of the ledger were kept already: the ids of a month. What is older than that counts as kept; a venue that books
 * something a month late is not followed. Not thread-safe.
 */
final class SeenEntries {

    private static final Duration MONTH = Duration.ofDays(30);

    private final Set<String> ids = new HashSet<>();
    private final TreeMap<Instant, List<String>> byTime = new TreeMap<>();

    boolean contains(LedgerEntry entry) {
        return old(entry) || ids.contains(entry.venueLedgerId());
    }

    private boolean old(LedgerEntry entry) {
        return !byTime.isEmpty() && entry.at().isBefore(byTime.lastKey().minus(MONTH));
    }

    /** @return whether it was not there */
    boolean add(LedgerEntry entry) {
        if (contains(entry)) {
            return false;
        }
        ids.add(entry.venueLedgerId());
        byTime.computeIfAbsent(entry.at(), first -> new ArrayList<>(1)).add(entry.venueLedgerId());
        while (byTime.firstKey().isBefore(byTime.lastKey().minus(MONTH))) {
            byTime.pollFirstEntry().getValue().forEach(ids::remove);
        }
        return true;
    }

    int size() {
        return ids.size();
    }

    void write(FieldLines to) {
        byTime.forEach((at, these) -> to.line("seen", at, these));
    }

    void read(FieldLine from) {
        Instant at = from.instant();
        List<String> these = from.texts();
        byTime.put(at, these);
        ids.addAll(these);
    }
}
