package io.nija.matching;

import java.util.Objects;

import io.nija.order.Side;
import io.nija.order.TimeInForce;

/**
 * An order as it comes in. What cannot be an order does not construct.
 *
 * @param id above 0, unique among the market's open orders
 * @param owner whose it is, for self-trade prevention; {@link #NOBODY} for strangers, who may meet one another
 * @param side which way
 * @param quantity 1 to {@link Market#MAX_QUANTITY} lots
 * @param pricing how far it goes
 * @param price the limit in ticks, or the offset from the trigger price; 0 for a market order
 * @param trigger what it waits for; null when it enters at once
 * @param timeInForce how long; a market order never rests, whatever it says here
 * @param expiry for GTD the time at which it ends, in the market's time; else 0
 * @param display the visible part of an iceberg in lots; 0 when all is visible
 * @param postOnly refused, or canceled when its trigger fires, rather than taking
 * @param unprotected a market order without price protection (Kraken: {@code nompp})
 * @param selfTrade which order goes rather than meeting one of its owner
 */
public record NewOrder(
        long id,
        long owner,
        Side side,
        long quantity,
        Pricing pricing,
        long price,
        Trigger trigger,
        TimeInForce timeInForce,
        long expiry,
        long display,
        boolean postOnly,
        boolean unprotected,
        SelfTrade selfTrade) implements Command {

    /** The owner of orders that may meet one another. */
    public static final long NOBODY = 0;

    static final long MILLION = 1_000_000;

    public NewOrder {
        Objects.requireNonNull(side);
        Objects.requireNonNull(timeInForce);
        Objects.requireNonNull(selfTrade);
        require(id > 0, "An order's id is above 0.");
        checkQuantity(quantity);
        switch (pricing) {
            case MARKET -> require(price == 0, "A market order has no limit.");
            case LIMIT -> checkPrice(price);
            case OFFSET -> require(trigger instanceof Trigger.Trailing && Math.abs(price) <= Market.MAX_PRICE,
                    "Only a trailing stop has an offset for its limit.");
        }
        boolean rests = pricing != Pricing.MARKET && timeInForce != TimeInForce.IOC && timeInForce != TimeInForce.FOK;
        require(!postOnly || rests, "Only a limit order that may rest can be post-only.");
        require(display >= 0 && display <= quantity, "An iceberg shows at most all of itself.");
        require(display == 0 || rests, "Only a limit order that may rest can be an iceberg.");
        require(timeInForce != TimeInForce.FOK || pricing != Pricing.MARKET, "Fill or kill needs a limit.");
        require(timeInForce == TimeInForce.GTD == (expiry != 0), "Good till a date needs the date, and only that.");
        require(!unprotected || pricing == Pricing.MARKET, "Only market orders have price protection to lose.");
    }

    /** A market order. */
    public static NewOrder market(long id, long owner, Side side, long quantity) {
        return new NewOrder(id, owner, side, quantity, Pricing.MARKET, 0, null, TimeInForce.GTC, 0, 0, false, false,
                SelfTrade.CANCEL_NEWEST);
    }

    /** A limit order, good till canceled. */
    public static NewOrder limit(long id, long owner, Side side, long quantity, long price) {
        return new NewOrder(id, owner, side, quantity, Pricing.LIMIT, price, null, TimeInForce.GTC, 0, 0, false, false,
                SelfTrade.CANCEL_NEWEST);
    }

    /** Waits for this first. */
    public NewOrder when(Trigger wait) {
        return new NewOrder(id, owner, side, quantity, pricing, price, wait, timeInForce, expiry, display, postOnly,
                unprotected, selfTrade);
    }

    /** A trailing stop whose limit is its trigger price plus so many ticks. */
    public NewOrder when(Trigger.Trailing wait, long limitOffset) {
        return new NewOrder(id, owner, side, quantity, Pricing.OFFSET, limitOffset, wait, timeInForce, expiry, display,
                postOnly, unprotected, selfTrade);
    }

    /** For so long; not GTD, see {@link #until}. */
    public NewOrder in(TimeInForce force) {
        return new NewOrder(id, owner, side, quantity, pricing, price, trigger, force, 0, display, postOnly,
                unprotected, selfTrade);
    }

    /** Good till this time. */
    public NewOrder until(long time) {
        return new NewOrder(id, owner, side, quantity, pricing, price, trigger, TimeInForce.GTD, time, display,
                postOnly, unprotected, selfTrade);
    }

    /** Shows so many lots at a time. */
    public NewOrder showing(long lots) {
        return new NewOrder(id, owner, side, quantity, pricing, price, trigger, timeInForce, expiry, lots, postOnly,
                unprotected, selfTrade);
    }

    /** Never takes. */
    public NewOrder notTaking() {
        return new NewOrder(id, owner, side, quantity, pricing, price, trigger, timeInForce, expiry, display, true,
                unprotected, selfTrade);
    }

    /** Without price protection. */
    public NewOrder atAnyPrice() {
        return new NewOrder(id, owner, side, quantity, pricing, price, trigger, timeInForce, expiry, display, postOnly,
                true, selfTrade);
    }

    /** With this prevention of trades with itself. */
    public NewOrder preventing(SelfTrade how) {
        return new NewOrder(id, owner, side, quantity, pricing, price, trigger, timeInForce, expiry, display, postOnly,
                unprotected, how);
    }

    static void checkPrice(long ticks) {
        require(ticks >= 1 && ticks <= Market.MAX_PRICE, "A price has 1 to " + Market.MAX_PRICE + " ticks.");
    }

    static void checkQuantity(long lots) {
        require(lots >= 1 && lots <= Market.MAX_QUANTITY, "A quantity has 1 to " + Market.MAX_QUANTITY + " lots.");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
