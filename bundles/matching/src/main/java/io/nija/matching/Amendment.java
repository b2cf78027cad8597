package io.nija.matching;

/**
 * A change of an open order in place (Kraken: AmendOrder). Its id and its fills stay.
 *
 * <p>In the book: a lower quantity or display keeps the place in the queue; another price, more quantity or more display
 * goes to the back. A price that crosses trades. A quantity not above what is filled ends the order. Before its trigger
 * every part may change, and its rank among the waiting stays.
 *
 * @param id the order
 * @param quantity the new whole, what is filled included, in lots; or {@link #KEEP}
 * @param display the new visible part of an iceberg, in lots; or {@link #KEEP}
 * @param price the new limit in ticks, or the new offset of a trailing stop with a limit; or {@link #KEEP}
 * @param trigger the new trigger price, or the new distance of a trailing stop, in its own unit; or {@link #KEEP}
 * @param postOnly whether to refuse a price that would take, for this change
 */
public record Amendment(long id, long quantity, long display, long price, long trigger, boolean postOnly)
        implements Command {

    /** Stays as it is. */
    public static final long KEEP = Long.MIN_VALUE;

    public Amendment {
        if (quantity != KEEP) {
            NewOrder.checkQuantity(quantity);
        }
        if (display != KEEP) {
            NewOrder.checkQuantity(display);
        }
        if (trigger != KEEP) {
            NewOrder.checkPrice(trigger);
        }
        if (price != KEEP && Math.abs(price) > Market.MAX_PRICE) {
            throw new IllegalArgumentException("A price has at most " + Market.MAX_PRICE + " ticks; it is " + price + ".");
        }
    }

    /** A change of nothing yet. */
    public static Amendment of(long id) {
        return new Amendment(id, KEEP, KEEP, KEEP, KEEP, false);
    }

    /** With this whole quantity. */
    public Amendment withQuantity(long lots) {
        return new Amendment(id, lots, display, price, trigger, postOnly);
    }

    /** With this visible part. */
    public Amendment withDisplay(long lots) {
        return new Amendment(id, quantity, lots, price, trigger, postOnly);
    }

    /** With this limit, or offset. */
    public Amendment withPrice(long ticks) {
        return new Amendment(id, quantity, display, ticks, trigger, postOnly);
    }

    /** With this trigger price, or distance. */
    public Amendment withTrigger(long ticks) {
        return new Amendment(id, quantity, display, price, ticks, postOnly);
    }

    /** Refused rather than taking. */
    public Amendment notTaking() {
        return new Amendment(id, quantity, display, price, trigger, true);
    }
}
