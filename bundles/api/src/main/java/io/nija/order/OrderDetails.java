package io.nija.order;

import java.math.BigDecimal;

/**
 * What an order may say beyond price, quantity and time. Venues differ in what they take; the session refuses what it cannot do
 * before anything is sent.
 *
 * @param display how much of an iceberg is shown, in base; null for every other kind
 * @param trail how a trailing stop follows the price; null for every other kind
 * @param triggeredBy whose price triggers it
 * @param selfTrade what happens when it would trade with an order of the same account
 * @param fee in which asset its fee is wanted; what was really taken is told by its fills
 */
public record OrderDetails(BigDecimal display, Trail trail, TriggeredBy triggeredBy, SelfTrade selfTrade, Fee fee) {

    /** Nothing but what the venue does when nothing is said. */
    public static final OrderDetails USUAL = new OrderDetails(null, null, TriggeredBy.LAST, SelfTrade.CANCEL_NEWEST, Fee.USUAL);

    /** Whose price a trigger waits for. */
    public enum TriggeredBy {
        /** The last trade's. */
        LAST,
        /** An index over several venues; where the venue has none, the last trade's. */
        INDEX
    }

    /** What becomes of two orders of one account that would trade with each other. */
    public enum SelfTrade { CANCEL_NEWEST, CANCEL_OLDEST, CANCEL_BOTH }

    /** In which asset a fee is wanted. */
    public enum Fee { USUAL, BASE, QUOTE }

    /**
     * How a stop follows the best price since it was placed.
     *
     * @param distance above zero: percent of the price, or quote
     * @param percent which of the two
     * @param limit how far beyond the trigger the limit is, in quote and above zero; null for a market order when it triggers
     */
    public record Trail(BigDecimal distance, boolean percent, BigDecimal limit) {

        public Trail {
            positive("distance of a trailing stop", distance);
            if (limit != null) {
                positive("limit's distance of a trailing stop", limit);
            }
            if (percent && distance.compareTo(BigDecimal.valueOf(100)) >= 0) {
                throw new IllegalArgumentException("A stop that trails by " + distance.toPlainString() + " percent would never be reached.");
            }
        }
    }

    /** @throws IllegalArgumentException with a sentence for the operator */
    public OrderDetails {
        if (display != null) {
            positive("shown quantity", display);
        }
    }

    private static void positive(String name, BigDecimal number) {
        if (number.signum() <= 0) {
            throw new IllegalArgumentException("The " + name + " must be above zero; it is " + number.toPlainString() + ".");
        }
    }
}
