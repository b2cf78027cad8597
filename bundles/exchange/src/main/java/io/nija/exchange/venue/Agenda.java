package io.nija.exchange.venue;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What happens by itself at a moment that is known before. Guarded by the venue's lock. */
final class Agenda {

    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparingLong(Due::time).thenComparingLong(Due::number));
    private long numbers;

    /**
     * Somebody is to be looked at.
     *
     * @param account the account's id
     * @param order the order's id that begins or ends; null for the account's dead man's switch
     */
    record Due(long time, long number, String account, String order) {}

    /** Notes a moment; 0 for none. */
    void add(long time, String account, String order) {
        if (time != 0) {
            queue.add(new Due(time, ++numbers, account, order));
        }
    }

    /** When the next is due; {@link Long#MAX_VALUE} for never. */
    long nextAt() {
        Due next = queue.peek();
        return next == null ? Long.MAX_VALUE : next.time();
    }

    Due next() {
        return queue.remove();
    }
}
