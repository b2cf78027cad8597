package io.nija.matching;

import io.nija.order.Side;
import io.nija.order.TimeInForce;

/**
 * An accepted order. The market owns it and uses the object again after the order's end: a listener reads it during the
 * call and keeps none. Quantities are in lots, prices in ticks.
 */
public final class Order extends Queued {

    /** Where it is. */
    public enum State {
        /** Its trigger has not fired. */
        WAITING,
        /** On its way into the book. */
        ENTERING,
        /** In the book. */
        RESTING,
        /** Filled, canceled or expired. */
        ENDED
    }

    long display;
    long quantity;
    long sequence;
    long price;
    long expiry;
    long trigger;
    long distance;
    long mark;
    int deadline = Expiries.NONE;
    boolean postOnly;
    boolean unprotected;
    boolean perMillion;
    boolean falls;
    Pricing pricing;
    TimeInForce timeInForce;
    SelfTrade selfTrade;
    Reference reference;

    Order() {}

    void become(NewOrder order, long number) {
        become(number, order.id(), order.owner(), order.side(), order.quantity(), order.price());
        pricing = order.pricing();
        timeInForce = order.timeInForce();
        expiry = order.expiry();
        display = order.display();
        postOnly = order.postOnly();
        unprotected = order.unprotected();
        selfTrade = order.selfTrade();
        if (order.trigger() != null) {
            waitFor(order.trigger());
        }
    }

    void become(long number, long name, long whose, Side side, long lots, long ticks) {
        id = name;
        owner = whose;
        buys = side == Side.BUY;
        quantity = lots;
        open = lots;
        visible = 0;
        display = 0;
        price = ticks;
        limit = ticks;
        sequence = number;
        pricing = Pricing.LIMIT;
        timeInForce = TimeInForce.GTC;
        selfTrade = SelfTrade.CANCEL_NEWEST;
        expiry = 0;
        postOnly = false;
        unprotected = false;
        reference = null;
        trigger = 0;
        distance = 0;
        mark = 0;
        state = State.ENTERING;
    }

    private void waitFor(Trigger wait) {
        reference = wait.reference();
        state = State.WAITING;
        falls = wait instanceof Trigger.TakeProfit == buys;
        if (wait instanceof Trigger.Trailing trailing) {
            distance = trailing.distance();
            perMillion = trailing.perMillion();
            mark = buys ? Long.MAX_VALUE : 0;
        } else {
            trigger = wait instanceof Trigger.StopLoss stop ? stop.price() : ((Trigger.TakeProfit) wait).price();
        }
    }

    boolean trails() {
        return distance != 0;
    }

    /** Whether it trades at this price. */
    boolean takes(long ticks) {
        return buys ? ticks <= limit : ticks >= limit;
    }

    /** Its id. */
    public long id() {
        return id;
    }

    /** Whose it is. */
    public long owner() {
        return owner;
    }

    /** Which way. */
    public Side side() {
        return buys ? Side.BUY : Side.SELL;
    }

    /** Where it is. */
    public State state() {
        return state;
    }

    /** All of it, filled or not. */
    public long quantity() {
        return quantity;
    }

    /** What is left to fill. */
    public long open() {
        return open;
    }

    /** What is filled. */
    public long filled() {
        return quantity - open;
    }

    /** What others see of it in the book; 0 before it is there. */
    public long visible() {
        return visible;
    }

    /** What an iceberg shows at a time; 0 when it is none. */
    public long display() {
        return display;
    }

    /** How far it goes. */
    public Pricing pricing() {
        return pricing;
    }

    /** Its limit; the offset while that is all that is known; 0 for a market order. */
    public long price() {
        return price;
    }

    /** How long it lives. */
    public TimeInForce timeInForce() {
        return timeInForce;
    }

    /** When it ends, for GTD. */
    public long expiry() {
        return expiry;
    }

    /** Whether it never takes. */
    public boolean postOnly() {
        return postOnly;
    }

    /** The price it waits or waited for; 0 when there is none, and for a trailing stop before the first price. */
    public long trigger() {
        return trigger;
    }

    /** What its trigger looks at; null without one. */
    public Reference reference() {
        return reference;
    }

    /** Its rank by arrival in this market. */
    public long sequence() {
        return sequence;
    }
}
