package io.nija.matching;

/** Open orders by id: a hash table with linear probing, never more than half full, that leaves no tombstones. */
final class OrderIndex {

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[] ids;
    private Order[] orders;
    private int shift;
    private int count;

    /** @param expected how many orders find room before it grows */
    OrderIndex(int expected) {
        allocate(Math.max(4, 33 - Integer.numberOfLeadingZeros(Math.max(1, expected))));
    }

    private void allocate(int bits) {
        ids = new long[1 << bits];
        orders = new Order[1 << bits];
        shift = 64 - bits;
    }

    int size() {
        return count;
    }

    Order get(long id) {
        return orders[slot(id)];
    }

    void put(Order order) {
        if (2 * (count + 1) > ids.length) {
            grow();
        }
        int slot = slot(order.id);
        ids[slot] = order.id;
        orders[slot] = order;
        count++;
    }

    void remove(long id) {
        int hole = slot(id);
        int mask = ids.length - 1;
        // What was pushed past the hole by a collision moves back into it.
        for (int at = (hole + 1) & mask; ids[at] != 0; at = (at + 1) & mask) {
            int home = (int) (ids[at] * SPREAD >>> shift);
            if (((at - home) & mask) >= ((at - hole) & mask)) {
                ids[hole] = ids[at];
                orders[hole] = orders[at];
                hole = at;
            }
        }
        ids[hole] = 0;
        orders[hole] = null;
        count--;
    }

    /** Where the id is, or where it would go; no id is 0. */
    private int slot(long id) {
        int mask = ids.length - 1;
        int slot = (int) (id * SPREAD >>> shift);
        while (ids[slot] != id && ids[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        Order[] all = orders;
        allocate(65 - shift);
        count = 0;
        for (Order order : all) {
            if (order != null) {
                put(order);
            }
        }
    }
}
