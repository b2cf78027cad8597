package io.nija.matching;

import java.util.Arrays;

/**
 * The orders that wait for one reference price. Of those that one price fires, the ones that waited for a fall come
 * first, then goes the trigger price in the order it was passed, then arrival. Trailing stops are walked through only
 * when the price leaves the range in which none of them moves.
 */
final class Triggers {

    /** Fired orders on their way into the book, first fired first. */
    static final class Fired {

        private Order first;
        private Order last;

        private void add(Order order) {
            if (first == null) {
                first = order;
            } else {
                last.next = order;
            }
            last = order;
        }

        /** The next one, or null. */
        Order next() {
            Order order = first;
            if (order != null) {
                first = order.next;
                order.next = null;
            }
            return order;
        }
    }

    private final Ladder falling = new Ladder(true);
    private final Ladder rising = new Ladder(false);
    private final Fired fired;
    private final MarketListener listener;
    private Order[] trailing = new Order[16];
    private int trailers;
    private long lowestPeak = Long.MAX_VALUE;
    private long highestTrough = Long.MIN_VALUE;
    private long price;

    Triggers(Fired fired, MarketListener listener) {
        this.fired = fired;
        this.listener = listener;
    }

    /** The last price, 0 when there was none. */
    long price() {
        return price;
    }

    /** The price is now this. */
    void observe(long ticks) {
        price = ticks;
        if (ticks > lowestPeak || ticks < highestTrough) {
            followAll();
        }
        Level level = falling.best();
        while (level != null && level.price >= ticks) {
            fire(level.head);
            level = falling.best();
        }
        level = rising.best();
        while (level != null && level.price <= ticks) {
            fire(level.head);
            level = rising.best();
        }
    }

    /** Lets an order wait; it fires at once when it need not. */
    void add(Order order) {
        if (order.trails()) {
            if (trailers == trailing.length) {
                trailing = Arrays.copyOf(trailing, 2 * trailers);
            }
            trailing[trailers++] = order;
            if (price != 0) {
                follow(order);
            }
            remember(order);
        } else {
            place(order);
        }
    }

    /** Takes an order out that no longer waits. */
    void remove(Order order) {
        if (order.level != null) {
            (order.falls ? falling : rising).remove(order);
        }
        if (order.trails()) {
            int slot = 0;
            while (trailing[slot] != order) {
                slot++;
            }
            System.arraycopy(trailing, slot + 1, trailing, slot, --trailers - slot);
            trailing[trailers] = null;
        }
    }

    /** Gives a waiting order another trigger price, or another distance. */
    void move(Order order, long to) {
        if (order.trails()) {
            order.distance = to;
            if (price != 0) {
                aim(order);
            }
        } else {
            (order.falls ? falling : rising).remove(order);
            order.trigger = to;
            place(order);
        }
    }

    private void followAll() {
        lowestPeak = Long.MAX_VALUE;
        highestTrough = Long.MIN_VALUE;
        for (int slot = 0; slot < trailers; slot++) {
            follow(trailing[slot]);
            remember(trailing[slot]);
        }
    }

    private void remember(Order order) {
        if (order.buys) {
            highestTrough = Math.max(highestTrough, order.mark);
        } else {
            lowestPeak = Math.min(lowestPeak, order.mark);
        }
    }

    private void follow(Order order) {
        if (order.buys ? price < order.mark : price > order.mark) {
            order.mark = price;
            aim(order);
        }
    }

    /** Sets a trailing stop's trigger by its mark. */
    private void aim(Order order) {
        long away = order.perMillion ? Math.max(1, order.mark * order.distance / NewOrder.MILLION) : order.distance;
        long to = order.buys ? order.mark + away : order.mark - away;
        if (order.level != null) {
            if (to == order.trigger) {
                return;
            }
            (order.falls ? falling : rising).remove(order);
        }
        order.trigger = to;
        listener.trailed(order);
        place(order);
    }

    private void place(Order order) {
        if (price != 0 && (order.falls ? price <= order.trigger : price >= order.trigger)) {
            fire(order);
        } else {
            (order.falls ? falling : rising).at(order.trigger).insertByArrival(order);
        }
    }

    private void fire(Order order) {
        remove(order);
        order.state = Order.State.ENTERING;
        fired.add(order);
    }
}
