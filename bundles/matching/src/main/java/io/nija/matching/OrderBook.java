package io.nija.matching;

/**
 * The core: two sides, price before time. It knows limits, visible parts and owners, and nothing of ids, triggers,
 * clocks or fees; {@link Market} puts those around it. It allocates only when a side has more levels than ever before.
 */
final class OrderBook {

    /** What happens to orders inside. By the time of the call the book is consistent. */
    interface Events {

        /** The taker met the maker at the maker's price; both are less open by the quantity already. */
        void matched(Order maker, Order taker, long price, long quantity);

        /** A filled visible part was followed by the next one, at the back of the queue. */
        void replenished(Order iceberg);

        /** A resting order made way for one of its owner; it is out. */
        void prevented(Order resting);
    }

    private final Ladder bids = new Ladder(true);
    private final Ladder asks = new Ladder(false);
    private final Events events;

    OrderBook(Events events) {
        this.events = events;
    }

    /**
     * Lets an order take what it can.
     *
     * @return whether it may go on to rest: false when it met an order of its owner that it has to yield to
     */
    boolean match(Order taker) {
        Ladder others = taker.buys ? asks : bids;
        while (taker.open > 0) {
            Level level = others.best();
            if (level == null || !taker.takes(level.price)) {
                break;
            }
            Order maker = level.head;
            if (own(maker, taker)) {
                if (taker.selfTrade != SelfTrade.CANCEL_NEWEST) {
                    remove(maker);
                    events.prevented(maker);
                }
                if (taker.selfTrade != SelfTrade.CANCEL_OLDEST) {
                    return false;
                }
            } else {
                trade(others, level, maker, taker);
            }
        }
        return true;
    }

    private void trade(Ladder others, Level level, Order maker, Order taker) {
        long price = level.price;
        long quantity = Math.min(maker.visible, taker.open);
        taker.open -= quantity;
        maker.open -= quantity;
        maker.visible -= quantity;
        level.visible -= quantity;
        boolean next = maker.visible == 0 && maker.open > 0;
        if (next) {
            level.remove(maker);
            maker.visible = Math.min(maker.display, maker.open);
            level.append(maker);
        } else if (maker.open == 0) {
            others.remove(maker);
        }
        events.matched(maker, taker, price, quantity);
        if (next) {
            events.replenished(maker);
        }
    }

    /** Puts an order at the back of the queue at its limit. */
    void rest(Order order) {
        order.visible = order.display == 0 ? order.open : Math.min(order.display, order.open);
        (order.buys ? bids : asks).at(order.limit).append(order);
    }

    /** Takes an order out. */
    void remove(Order order) {
        (order.buys ? bids : asks).remove(order);
    }

    /** Shows less of an order that keeps its place. */
    void shrink(Order order) {
        long visible = order.display == 0 ? order.open : Math.min(order.visible, Math.min(order.display, order.open));
        order.level.visible += visible - order.visible;
        order.visible = visible;
    }

    /** Whether an order would take at once. */
    boolean crosses(Order order) {
        Level best = (order.buys ? asks : bids).best();
        return best != null && order.takes(best.price);
    }

    /** Whether all of an order would trade at once. */
    boolean fills(Order order) {
        Ladder others = order.buys ? asks : bids;
        long missing = order.open;
        for (int rank = 0; rank < others.size() && order.takes(others.level(rank).price); rank++) {
            long before = 0;
            long all = 0;
            for (Order maker = others.level(rank).head; maker != null; maker = maker.next) {
                if (!own(maker, order)) {
                    // Hidden parts come after everything that was in the queue.
                    before += Math.min(maker.visible, missing - before);
                    all += Math.min(maker.open, missing - all);
                } else if (order.selfTrade != SelfTrade.CANCEL_OLDEST) {
                    return before == missing;
                }
            }
            missing -= all;
            if (missing == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean own(Order maker, Order taker) {
        return maker.owner == taker.owner && taker.owner != NewOrder.NOBODY;
    }

    Ladder side(boolean buys) {
        return buys ? bids : asks;
    }
}
