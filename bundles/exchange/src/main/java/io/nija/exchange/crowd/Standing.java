package io.nija.exchange.crowd;

import java.util.Arrays;

/** The crowd's orders of one side, the best first: one at each price. Guarded by the venue's lock. */
final class Standing {

    private long[] ids = new long[1_024];
    private long[] ticks = new long[1_024];
    /** The best is the last, so that it comes and goes cheaply. */
    private int size;

    int size() {
        return size;
    }

    /** The price of the order at a place; 0 is the best. */
    long ticks(int place) {
        return ticks[size - 1 - place];
    }

    long id(int place) {
        return ids[size - 1 - place];
    }

    /** Another order stands at that place and price now. */
    void replace(int place, long id) {
        ids[size - 1 - place] = id;
    }

    void removeBest() {
        size--;
    }

    void removeWorst() {
        size--;
        System.arraycopy(ids, 1, ids, 0, size);
        System.arraycopy(ticks, 1, ticks, 0, size);
    }

    /** Adds an order that is better than all others. */
    void addBest(long id, long price) {
        insert(0, id, price);
    }

    /** Adds an order behind so many. */
    void insert(int place, long id, long price) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
            ticks = Arrays.copyOf(ticks, 2 * size);
        }
        int index = size - place;
        System.arraycopy(ids, index, ids, index + 1, place);
        System.arraycopy(ticks, index, ticks, index + 1, place);
        ids[index] = id;
        ticks[index] = price;
        size++;
    }

    void clear() {
        size = 0;
    }

    /** {@code id:ticks,…}, the worst first. */
    String text() {
        StringBuilder text = new StringBuilder(size * 16);
        for (int index = 0; index < size; index++) {
            text.append(index == 0 ? "" : ",").append(ids[index]).append(':').append(ticks[index]);
        }
        return text.toString();
    }

    /** Becomes what {@link #text} said. */
    void become(String text) {
        clear();
        for (String each : text.isEmpty() ? new String[0] : text.split(",")) {
            int colon = each.indexOf(':');
            addBest(Long.parseLong(each.substring(0, colon)), Long.parseLong(each.substring(colon + 1)));
        }
    }
}
