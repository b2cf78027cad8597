package io.nija.matching;

import java.util.Arrays;

/** Orders that end at a time, the next one first, equal times by arrival: a binary heap that knows each order's place. */
final class Expiries {

    static final int NONE = -1;

    private Order[] heap = new Order[64];
    private int count;

    /** The next to end, or null. */
    Order first() {
        return count == 0 ? null : heap[0];
    }

    void add(Order order) {
        if (count == heap.length) {
            heap = Arrays.copyOf(heap, 2 * count);
        }
        rise(count++, order);
    }

    void remove(Order order) {
        int place = order.deadline;
        Order last = heap[--count];
        heap[count] = null;
        order.deadline = NONE;
        if (last != order) {
            if (place > 0 && earlier(last, heap[(place - 1) / 2])) {
                rise(place, last);
            } else {
                sink(place, last);
            }
        }
    }

    private void rise(int from, Order order) {
        int place = from;
        while (place > 0 && earlier(order, heap[(place - 1) / 2])) {
            put(place, heap[(place - 1) / 2]);
            place = (place - 1) / 2;
        }
        put(place, order);
    }

    private void sink(int from, Order order) {
        int place = from;
        int child = 2 * place + 1;
        while (child < count) {
            if (child + 1 < count && earlier(heap[child + 1], heap[child])) {
                child++;
            }
            if (!earlier(heap[child], order)) {
                break;
            }
            put(place, heap[child]);
            place = child;
            child = 2 * place + 1;
        }
        put(place, order);
    }

    private void put(int place, Order order) {
        heap[place] = order;
        order.deadline = place;
    }

    private static boolean earlier(Order one, Order other) {
        return one.expiry < other.expiry || one.expiry == other.expiry && one.sequence < other.sequence;
    }
}
