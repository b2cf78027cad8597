package io.nija.matching;

/**
 * Open orders by id: a hash table with linear probing that leaves no tombstones. It holds nothing but the orders, since
 * whoever looks one up reads it next, and is never more than a quarter full, so that it seldom reads a wrong one.
 */
final class OrderIndex {

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private Order[] orders;
    private int shift;
    private int count;

    /** @param expected how many orders find room before it grows */
    OrderIndex(int expected) {
        allocate(Math.max(4, 34 - Integer.numberOfLeadingZeros(Math.max(1, expected))));
    }

    private void allocate(int bits) {
        orders = new Order[1 << bits];
        shift = 64 - bits;
    }

    int size() {
        return count;
    }

    /** The order with that id, or null. */
    Order get(long id) {
        return orders[slot(id)];
    }

    void put(Order order) {
        if (4 * (count + 1) > orders.length) {
            grow();
        }
        orders[slot(order.id)] = order;
        count++;
    }

    void remove(long id) {
        int hole = slot(id);
        int mask = orders.length - 1;
        // What was pushed past the hole by a collision moves back into it.
        for (int at = (hole + 1) & mask; orders[at] != null; at = (at + 1) & mask) {
            int home = home(orders[at].id);
            if (((at - home) & mask) >= ((at - hole) & mask)) {
                orders[hole] = orders[at];
                hole = at;
            }
        }
        orders[hole] = null;
        count--;
    }

    /** Where the id is, or where it would go. */
    private int slot(long id) {
        int mask = orders.length - 1;
        int slot = home(id);
        while (orders[slot] != null && orders[slot].id != id) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int home(long id) {
        return (int) (id * SPREAD >>> shift);
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
