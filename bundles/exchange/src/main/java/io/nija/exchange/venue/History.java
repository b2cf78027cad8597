package io.nija.exchange.venue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows in the order of time, found by id; beyond {@value #KEPT} the oldest go. A page costs the rows on it, however many
 * there are, unless something else than time decides which belong to it. Guarded by the venue's lock.
 *
 * @param <T> what is kept
 */
public final class History<T> {

    static final int KEPT = 20_000;

    private final Map<String, T> byId = new HashMap<>();
    private Object[] rows = new Object[64];
    private String[] ids = new String[64];
    private long[] times = new long[64];
    private int oldest;
    private int size;

    /**
     * A page of what matched.
     *
     * @param rows the newest first
     * @param count how many matched in all
     */
    public record Page<T>(List<T> rows, int count) {}

    /** Adds the newest row. A time before that of the row before it counts as the same time. */
    void add(String id, T row, long time) {
        if (size == KEPT) {
            byId.remove(ids[oldest]);
            oldest = (oldest + 1) % rows.length;
            size--;
        } else if (size == rows.length) {
            grow();
        }
        int place = place(size);
        rows[place] = row;
        ids[place] = id;
        times[place] = size == 0 ? time : Math.max(time, times[place(size - 1)]);
        byId.put(id, row);
        size++;
    }

    /** Puts another row in the place of the newest; its id and its time stay. */
    void replaceNewest(T row) {
        int place = place(size - 1);
        rows[place] = row;
        byId.put(ids[place], row);
    }

    /** The oldest is at zero whenever this is needed: none goes before the history is as long as it may become. */
    private void grow() {
        int longer = Math.min(KEPT, size * 2);
        rows = Arrays.copyOf(rows, longer);
        ids = Arrays.copyOf(ids, longer);
        times = Arrays.copyOf(times, longer);
    }

    private int place(int rank) {
        return (oldest + rank) % rows.length;
    }

    @SuppressWarnings("unchecked")
    private T row(int rank) {
        return (T) rows[place(rank)];
    }

    /** The row of that id. */
    public Optional<T> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The newest row. */
    Optional<T> newest() {
        return size == 0 ? Optional.empty() : Optional.of(row(size - 1));
    }

    /** All rows, the newest first. */
    public Stream<T> newestFirst() {
        return IntStream.range(0, size).mapToObj(back -> row(size - 1 - back));
    }

    /**
     * A page of the rows of a time.
     *
     * @param after nanoseconds since 1970, exclusive
     * @param until nanoseconds since 1970, inclusive
     * @param skip how many of the newest that match are left out
     * @param most how many rows a page has
     * @param also what else decides, or null for nothing
     */
    public Page<T> page(long after, long until, int skip, int most, Predicate<? super T> also) {
        int from = upTo(after);
        int to = upTo(until);
        List<T> page = new ArrayList<>(Math.min(most, Math.max(0, to - from)));
        if (also == null) {
            for (int rank = to - 1 - skip; rank >= from && page.size() < most; rank--) {
                page.add(row(rank));
            }
            return new Page<>(page, Math.max(0, to - from));
        }
        int count = 0;
        for (int rank = to - 1; rank >= from; rank--) {
            T row = row(rank);
            if (also.test(row) && count++ >= skip && page.size() < most) {
                page.add(row);
            }
        }
        return new Page<>(page, count);
    }

    /** How many rows are not later than a moment. */
    private int upTo(long time) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[place(middle)] <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many there are. */
    public int size() {
        return size;
    }
}
