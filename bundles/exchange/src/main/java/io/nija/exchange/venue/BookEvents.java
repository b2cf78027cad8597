package io.nija.exchange.venue;

import io.nija.matching.Cause;
import io.nija.matching.MarketListener;
import io.nija.matching.Pricing;
import io.nija.matching.Refusal;
import io.nija.order.Side;
import io.nija.exchange.market.Print;

/** What the matching core tells of one pair: to the tape and, of the accounts' orders, to the desk. */
final class BookEvents implements MarketListener {

    private final Book book;
    private final Desk desk;
    private long now = Long.MIN_VALUE;
    private long bidsTouched;
    private long asksTouched;
    private Refusal refusal;

    /** Who keeps the accounts' orders. */
    interface Desk {

        /** What the book shows may have changed. */
        void touched(Book book);

        /** A trade is on the tape. */
        void printed(Book book, Print print);

        /** The order is in force. */
        void admitted(Order order);

        /** The next part of an iceberg is shown. */
        void replenished(Order order);

        void executed(Order order, Print print, boolean maker);

        void ended(Order order, Order.Status how, String why, long time);

        /** The change in hand took effect; the order matches next if it lost its place. */
        void amended(Order order);

        /** The trigger fired; {@code limit} is the order's limit from now on, 0 for none. */
        void triggered(Order order, long limit, long time);

        /** A trailing stop's trigger is here now. */
        void trailed(Order order, long trigger);

        /** Whether the funds suffice for an order whose trigger has fired. */
        boolean admits(Order order);
    }

    BookEvents(Book book, Desk desk) {
        this.book = book;
        this.desk = desk;
    }

    /** A command at this moment follows. */
    void at(long time) {
        now = time;
        refusal = null;
    }

    long now() {
        return now;
    }

    /** Why the last command was refused, or null. */
    Refusal refusal() {
        return refusal;
    }

    long touched(boolean bids) {
        return bids ? bidsTouched : asksTouched;
    }

    private void touch(io.nija.matching.Order order) {
        if (order.side() == Side.BUY) {
            bidsTouched = now;
        } else {
            asksTouched = now;
        }
        desk.touched(book);
    }

    private static boolean customers(io.nija.matching.Order order) {
        return order.id() < Book.STRANGERS;
    }

    @Override
    public void accepted(io.nija.matching.Order order) {
        if (customers(order)) {
            desk.admitted(book.customer(order.id()));
        }
    }

    @Override
    public void refused(long id, Refusal why) {
        if (id < Book.STRANGERS) {
            refusal = why;
        }
    }

    @Override
    public void matched(io.nija.matching.Order maker, io.nija.matching.Order taker, long price, long quantity) {
        Print print = book.tape().append(now, price, quantity, taker.side() == Side.BUY,
                taker.pricing() == Pricing.MARKET);
        touch(maker);
        desk.printed(book, print);
        executed(taker, print, false);
        executed(maker, print, true);
    }

    private void executed(io.nija.matching.Order order, Print print, boolean maker) {
        if (customers(order)) {
            Order ours = book.customer(order.id());
            desk.executed(ours, print, maker);
            if (order.open() == 0) {
                end(ours, Order.Status.CLOSED, null, print.time());
            }
        }
    }

    private void end(Order order, Order.Status how, String why, long time) {
        desk.ended(order, how, why, time);
    }

    @Override
    public void rested(io.nija.matching.Order order) {
        touch(order);
    }

    @Override
    public void replenished(io.nija.matching.Order order) {
        touch(order);
        if (customers(order)) {
            desk.replenished(book.customer(order.id()));
        }
    }

    @Override
    public void canceled(io.nija.matching.Order order, Cause cause) {
        touch(order);
        if (customers(order)) {
            end(book.customer(order.id()), Order.Status.CANCELED, words(cause), now);
        }
    }

    /** Why, for the order's owner. */
    static String words(Cause cause) {
        return switch (cause) {
            case REQUESTED, AMENDED_AWAY -> "User requested";
            case IMMEDIATE -> "Immediate or cancel";
            case FILL_OR_KILL -> "Fill or kill";
            case NO_LIQUIDITY -> "Insufficient liquidity";
            case PRICE_PROTECTION -> "Market price protection";
            case SELF_TRADE -> "Self trade prevention";
            case POST_ONLY -> "Post only order";
            case NOT_ADMITTED -> "Insufficient funds";
        };
    }

    @Override
    public void expired(io.nija.matching.Order order) {
        touch(order);
        if (customers(order)) {
            end(book.customer(order.id()), Order.Status.EXPIRED, "Expired", now);
        }
    }

    @Override
    public void amended(io.nija.matching.Order order, boolean keptPlace) {
        touch(order);
        if (customers(order)) {
            desk.amended(book.customer(order.id()));
        }
    }

    @Override
    public void triggered(io.nija.matching.Order order, long reference) {
        if (customers(order)) {
            desk.triggered(book.customer(order.id()), order.price(), now);
        }
    }

    @Override
    public void trailed(io.nija.matching.Order order) {
        if (customers(order)) {
            desk.trailed(book.customer(order.id()), order.trigger());
        }
    }

    @Override
    public boolean admits(io.nija.matching.Order order) {
        return !customers(order) || desk.admits(book.customer(order.id()));
    }
}
