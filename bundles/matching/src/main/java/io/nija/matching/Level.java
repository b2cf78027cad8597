package io.nija.matching;

/** The orders at one price, first come first served; a linked list through the orders themselves. */
final class Level {

    long price;
    long visible;
    int orders;
    Order head;
    Order tail;

    void append(Order order) {
        insertAfter(tail, order);
    }

    /** Puts it behind the last that came before it. */
    void insertByArrival(Order order) {
        Order before = tail;
        while (before != null && before.sequence > order.sequence) {
            before = before.previous;
        }
        insertAfter(before, order);
    }

    private void insertAfter(Order before, Order order) {
        Order after = before == null ? head : before.next;
        order.previous = before;
        order.next = after;
        if (before == null) {
            head = order;
        } else {
            before.next = order;
        }
        if (after == null) {
            tail = order;
        } else {
            after.previous = order;
        }
        order.level = this;
        visible += order.visible;
        orders++;
    }

    void remove(Order order) {
        if (order.previous == null) {
            head = order.next;
        } else {
            order.previous.next = order.next;
        }
        if (order.next == null) {
            tail = order.previous;
        } else {
            order.next.previous = order.previous;
        }
        order.previous = null;
        order.next = null;
        order.level = null;
        visible -= order.visible;
        orders--;
    }

    /** What stands before an order, in lots shown. */
    long visibleBefore(Order order) {
        long ahead = 0;
        for (Order other = order.previous; other != null; other = other.previous) {
            ahead += other.visible;
        }
        return ahead;
    }

    /** How many orders stand before an order. */
    int ordersBefore(Order order) {
        int ahead = 0;
        for (Order other = order.previous; other != null; other = other.previous) {
            ahead++;
        }
        return ahead;
    }
}
