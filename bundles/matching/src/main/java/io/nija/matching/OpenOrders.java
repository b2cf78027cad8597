package io.nija.matching;

/** Every open order by its id and by its end, and the objects that wait to be one. */
final class OpenOrders {

    private final OrderIndex byId;
    private final Expiries byEnd = new Expiries();
    private Order free;
    private long committed;

    OpenOrders(int room) {
        byId = new OrderIndex(room);
        for (int made = 0; made < room; made++) {
            reuse(new Order());
        }
    }

    /** The open order with that id, or null. */
    Order get(long id) {
        return byId.get(id);
    }

    int size() {
        return byId.size();
    }

    /** An order to fill in; {@link #add} or {@link #reuse} follows. */
    Order take() {
        Order order = free;
        if (order == null) {
            return new Order();
        }
        free = order.next;
        order.next = null;
        return order;
    }

    void add(Order order) {
        committed += order.quantity;
        byId.put(order);
        if (order.expiry != 0) {
            byEnd.add(order);
        }
    }

    /** The order ends; its object lives until {@link #reuse}. */
    void end(Order order) {
        order.state = Order.State.ENDED;
        committed -= order.quantity;
        byId.remove(order.id);
        if (order.deadline != Expiries.NONE) {
            byEnd.remove(order);
        }
    }

    /** Nobody looks at the order any more. */
    void reuse(Order order) {
        order.next = free;
        free = order;
    }

    /** The first order that ends by then, or null. */
    Order due(long time) {
        Order first = byEnd.first();
        return first != null && first.expiry <= time ? first : null;
    }

    /** Whether so much more keeps the sum of all quantities, and so every sum in the book, within a long. */
    boolean holds(long more) {
        return more <= Long.MAX_VALUE - committed;
    }

    /** An order has another quantity now. */
    void resize(Order order, long quantity) {
        committed += quantity - order.quantity;
        order.open += quantity - order.quantity;
        order.quantity = quantity;
    }
}
