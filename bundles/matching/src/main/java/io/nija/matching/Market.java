package io.nija.matching;

import io.nija.order.Side;
import io.nija.order.TimeInForce;

/**
 * One instrument's market: price before time, exact, deterministic. It has no clock: every command brings its time, in
 * any unit, never an earlier one than before; orders whose end has come by then expire first. After each command the
 * triggers its trades fired are carried out, first fired first, and those they fire in turn.
 *
 * <p>Placing, matching, amending and canceling allocate nothing, except when there are more open orders or price levels
 * than ever before. One thread at a time.
 */
public final class Market {

    /** The highest price and the largest distance, in ticks. */
    public static final long MAX_PRICE = 1_000_000_000_000L;

    /** The largest quantity of one order, in lots. */
    public static final long MAX_QUANTITY = 1_000_000_000_000_000_000L;

    private final MarketListener listener;
    private final long protection;
    private final OrderBook book = new OrderBook(new BookEvents());
    private final Depth depth = new Depth(book);
    private final OpenOrders orders;
    private final Triggers.Fired fired = new Triggers.Fired();
    private final Triggers last;
    private final Triggers index;
    private long sequence;
    private long now = Long.MIN_VALUE;
    private boolean busy;

    /** A market without orders, with room for a thousand before it grows. */
    public Market(long protectionPerMillion, MarketListener listener) {
        this(protectionPerMillion, 1_000, listener);
    }

    /**
     * A market without orders.
     *
     * @param protectionPerMillion how far from the best opposite price on entry a market order may trade, in parts per
     *     million of it, 0 to 999,999; 0 for no bound. Rounded down to whole ticks
     * @param room how many open orders it has memory for from the start, 1 to 10,000,000; it grows when there are more
     * @param listener is told everything
     */
    public Market(long protectionPerMillion, int room, MarketListener listener) {
        if (protectionPerMillion < 0 || protectionPerMillion >= NewOrder.MILLION) {
            throw new IllegalArgumentException("Price protection is 0 to 999,999 ppm; it is " + protectionPerMillion + ".");
        }
        if (room < 1 || room > 10_000_000) {
            throw new IllegalArgumentException("There is room for 1 to 10,000,000 orders; not for " + room + ".");
        }
        this.protection = protectionPerMillion;
        this.listener = listener;
        last = new Triggers(fired, listener);
        index = new Triggers(fired, listener);
        orders = new OpenOrders(room);
    }

    /** Carries out a command. */
    public void apply(long time, Command command) {
        if (command instanceof NewOrder order) {
            place(time, order);
        } else if (command instanceof Command.Cancel cancel) {
            cancel(time, cancel.id());
        } else if (command instanceof Amendment change) {
            amend(time, change);
        } else if (command instanceof Command.Price price) {
            price(time, price.reference(), price.ticks());
        }
    }

    /** Places an order: accepted or refused. */
    public void place(long time, NewOrder wanted) {
        begin(time);
        Order order = orders.take();
        order.become(wanted, sequence + 1);
        admit(order);
        end();
    }

    /**
     * Places a plain limit order, good till canceled, without an object for it.
     *
     * @see NewOrder#limit
     */
    public void limit(long time, long id, long owner, Side side, long quantity, long price) {
        if (id <= 0) {
            throw new IllegalArgumentException("An order's id is above 0.");
        }
        NewOrder.checkQuantity(quantity);
        NewOrder.checkPrice(price);
        begin(time);
        Order order = orders.take();
        order.become(sequence + 1, id, owner, side, quantity, price);
        admit(order);
        end();
    }

    /** Ends an order: canceled or refused. */
    public void cancel(long time, long id) {
        begin(time);
        Order order = orders.get(id);
        if (order == null) {
            listener.refused(id, Refusal.UNKNOWN_ORDER);
        } else {
            withdraw(order);
            cancel(order, Cause.REQUESTED);
        }
        end();
    }

    /** Changes an order: amended, canceled or refused. */
    public void amend(long time, Amendment change) {
        begin(time);
        Order order = orders.get(change.id());
        if (order == null) {
            listener.refused(change.id(), Refusal.UNKNOWN_ORDER);
        } else if (change.quantity() != Amendment.KEEP && change.quantity() <= order.filled()) {
            withdraw(order);
            cancel(order, Cause.AMENDED_AWAY);
        } else {
            amend(order, change);
        }
        end();
    }

    /** Tells a reference price from outside: the index, or a trade made elsewhere. 1 to {@link #MAX_PRICE} ticks. */
    public void price(long time, Reference reference, long ticks) {
        NewOrder.checkPrice(ticks);
        begin(time);
        triggers(reference).observe(ticks);
        end();
    }

    /** Lets time pass: what ends by then expires. */
    public void advance(long time) {
        begin(time);
        end();
    }

    private void begin(long time) {
        if (busy) {
            throw new IllegalStateException("A listener calls its market, or threw during an earlier command.");
        }
        if (time < now) {
            throw new IllegalArgumentException("Time goes back from " + now + " to " + time + ".");
        }
        busy = true;
        now = time;
        for (Order due = orders.due(now); due != null; due = orders.due(now)) {
            withdraw(due);
            orders.end(due);
            listener.expired(due);
            orders.reuse(due);
        }
    }

    private void end() {
        for (Order order = fired.next(); order != null; order = fired.next()) {
            if (order.pricing == Pricing.OFFSET) {
                order.pricing = Pricing.LIMIT;
                order.price = Math.min(MAX_PRICE, Math.max(1, order.trigger + order.price));
            }
            order.limit = order.price;
            listener.triggered(order, triggers(order.reference).price());
            if (listener.admits(order)) {
                enter(order);
            } else {
                cancel(order, Cause.NOT_ADMITTED);
            }
        }
        busy = false;
    }

    private void admit(Order order) {
        Refusal why = refusal(order);
        if (why != null) {
            listener.refused(order.id, why);
            orders.reuse(order);
            return;
        }
        sequence++;
        orders.add(order);
        listener.accepted(order);
        if (order.state == Order.State.WAITING) {
            triggers(order.reference).add(order);
        } else {
            enter(order);
        }
    }

    private Refusal refusal(Order order) {
        if (orders.get(order.id) != null) {
            return Refusal.DUPLICATE_ID;
        }
        if (order.expiry != 0 && order.expiry <= now) {
            return Refusal.ALREADY_EXPIRED;
        }
        if (!orders.holds(order.quantity)) {
            return Refusal.CAPACITY;
        }
        return order.postOnly && order.state == Order.State.ENTERING && book.crosses(order) ? Refusal.POST_ONLY : null;
    }

    /** Lets an order match, and then rest or end. */
    private void enter(Order order) {
        boolean market = order.pricing == Pricing.MARKET;
        if (market) {
            order.limit = bound(order);
        }
        if (order.postOnly && book.crosses(order)) {
            cancel(order, Cause.POST_ONLY);
        } else if (order.timeInForce == TimeInForce.FOK && !book.fills(order)) {
            cancel(order, Cause.FILL_OR_KILL);
        } else if (!book.match(order)) {
            cancel(order, Cause.SELF_TRADE);
        } else if (order.open == 0) {
            orders.end(order);
            orders.reuse(order);
        } else if (market) {
            cancel(order, book.side(!order.buys).size() == 0 ? Cause.NO_LIQUIDITY : Cause.PRICE_PROTECTION);
        } else if (order.timeInForce == TimeInForce.IOC) {
            cancel(order, Cause.IMMEDIATE);
        } else {
            order.state = Order.State.RESTING;
            book.rest(order);
            listener.rested(order);
        }
    }

    private long bound(Order order) {
        Level best = book.side(!order.buys).best();
        if (protection == 0 || order.unprotected || best == null) {
            return order.buys ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        long away = best.price * protection / NewOrder.MILLION;
        return order.buys ? best.price + away : best.price - away;
    }

    private void amend(Order order, Amendment change) {
        long quantity = changed(change.quantity(), order.quantity);
        long display = changed(change.display(), order.display);
        long price = changed(change.price(), order.price);
        boolean waits = order.state == Order.State.WAITING;
        long trigger = changed(change.trigger(), order.trails() ? order.distance : order.trigger);
        boolean moves = trigger != (order.trails() ? order.distance : order.trigger);
        Refusal why = refusal(order, change, quantity, price, moves);
        if (why == null && quantity == order.quantity && display == order.display && price == order.price && !moves) {
            why = Refusal.NO_CHANGE;
        }
        if (why != null) {
            listener.refused(order.id, why);
            return;
        }
        boolean repriced = price != order.price;
        boolean keeps = waits || !repriced && quantity <= order.quantity && display <= order.display;
        if (!keeps) {
            book.remove(order);
        }
        orders.resize(order, quantity);
        order.display = display;
        order.price = price;
        order.limit = price;
        if (waits) {
            listener.amended(order, true);
            if (moves) {
                triggers(order.reference).move(order, trigger);
            }
        } else if (keeps) {
            book.shrink(order);
            listener.amended(order, true);
        } else {
            order.visible = 0;
            listener.amended(order, false);
            enter(order);
        }
    }

    private Refusal refusal(Order order, Amendment change, long quantity, long price, boolean moves) {
        boolean waits = order.state == Order.State.WAITING;
        boolean icebergless = change.display() != Amendment.KEEP && order.display == 0;
        boolean priceless = change.price() != Amendment.KEEP
                && (order.pricing == Pricing.MARKET || order.pricing == Pricing.LIMIT && price < 1);
        if (icebergless || priceless || change.trigger() != Amendment.KEEP && !waits
                || moves && order.perMillion && change.trigger() >= NewOrder.MILLION) {
            return Refusal.NOT_AMENDABLE;
        }
        if (!orders.holds(quantity - order.quantity)) {
            return Refusal.CAPACITY;
        }
        boolean shy = !waits && price != order.price && (order.postOnly || change.postOnly());
        return shy && crosses(order, price) ? Refusal.POST_ONLY : null;
    }

    private boolean crosses(Order order, long price) {
        Level best = book.side(!order.buys).best();
        return best != null && (order.buys ? best.price <= price : best.price >= price);
    }

    private static long changed(long wanted, long present) {
        return wanted == Amendment.KEEP ? present : wanted;
    }

    /** Takes an order from where it waits or rests. */
    private void withdraw(Order order) {
        if (order.state == Order.State.WAITING) {
            triggers(order.reference).remove(order);
        } else {
            book.remove(order);
        }
    }

    private void cancel(Order order, Cause cause) {
        orders.end(order);
        listener.canceled(order, cause);
        orders.reuse(order);
    }

    private Triggers triggers(Reference reference) {
        return reference == Reference.LAST ? last : index;
    }

    private final class BookEvents implements OrderBook.Events {

        @Override
        public void matched(Order maker, Order taker, long price, long quantity) {
            if (maker.open == 0) {
                orders.end(maker);
            }
            listener.matched(maker, taker, price, quantity);
            if (maker.open == 0) {
                orders.reuse(maker);
            }
            if (price != last.price()) {
                last.observe(price);
            }
        }

        @Override
        public void replenished(Order iceberg) {
            listener.replenished(iceberg);
        }

        @Override
        public void prevented(Order resting) {
            cancel(resting, Cause.SELF_TRADE);
        }
    }

    /** The time of the last command; {@link Long#MIN_VALUE} before the first. */
    public long now() {
        return now;
    }

    /** How many orders are open. */
    public int openOrders() {
        return orders.size();
    }

    /** The last price of a reference, 0 when there was none. */
    public long price(Reference reference) {
        return triggers(reference).price();
    }

    /** The book as everybody sees it. */
    public Depth depth() {
        return depth;
    }

    /** The whole quantity of an open order in lots, filled or not; 0 when there is none with that id. */
    public long quantity(long id) {
        Order order = orders.get(id);
        return order == null ? 0 : order.quantity;
    }

    /** What is left of an open order in lots; 0 when there is none with that id. */
    public long open(long id) {
        Order order = orders.get(id);
        return order == null ? 0 : order.open;
    }

    /** The lots shown before an order in the queue at its price; -1 when it does not rest. */
    public long quantityAhead(long id) {
        Order order = resting(id);
        return order == null ? -1 : order.level.visibleBefore(order);
    }

    /** How many orders stand before an order in the queue at its price; -1 when it does not rest. */
    public int ordersAhead(long id) {
        Order order = resting(id);
        return order == null ? -1 : order.level.ordersBefore(order);
    }

    private Order resting(long id) {
        Order order = orders.get(id);
        return order == null || order.state != Order.State.RESTING ? null : order;
    }
}
