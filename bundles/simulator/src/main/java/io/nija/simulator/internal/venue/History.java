package io.nija.simulator.internal.venue;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Rows in the order of time, found by id; beyond {@value #KEPT} the oldest go. Guarded by the venue's lock.
 *
 * @param <T> what is kept
 */
public final class History<T> {

    static final int KEPT = 20_000;

    private final ArrayDeque<Entry<T>> rows = new ArrayDeque<>();
    private final Map<String, T> byId = new HashMap<>();

    private record Entry<T>(String id, T row) {}

    void add(String id, T row) {
        rows.addFirst(new Entry<>(id, row));
        byId.put(id, row);
        if (rows.size() > KEPT) {
            byId.remove(rows.removeLast().id());
        }
    }

    /** The row of that id. */
    public Optional<T> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All rows, the newest first. */
    public Stream<T> newestFirst() {
        Iterator<Entry<T>> iterator = rows.iterator();
        Iterable<Entry<T>> iterable = () -> iterator;
        return StreamSupport.stream(iterable.spliterator(), false).map(Entry::row);
    }

    /** How many there are. */
    public int size() {
        return rows.size();
    }
}
