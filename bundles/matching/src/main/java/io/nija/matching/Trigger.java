package io.nija.matching;

/**
 * What an order waits for before it enters the book. Prices and distances are in ticks.
 *
 * <p>A trigger whose condition holds on arrival fires at once. While the reference price is not known nothing fires.
 */
public sealed interface Trigger {

    /** The price it looks at. */
    Reference reference();

    /**
     * Sells when the price falls to the trigger, buys when it rises to it.
     *
     * @param price 1 to {@link Market#MAX_PRICE}
     * @param reference the price it looks at
     */
    record StopLoss(long price, Reference reference) implements Trigger {

        public StopLoss {
            NewOrder.checkPrice(price);
        }
    }

    /**
     * Sells when the price rises to the trigger, buys when it falls to it.
     *
     * @param price 1 to {@link Market#MAX_PRICE}
     * @param reference the price it looks at
     */
    record TakeProfit(long price, Reference reference) implements Trigger {

        public TakeProfit {
            NewOrder.checkPrice(price);
        }
    }

    /**
     * A stop loss that follows the best price since its arrival: a sell stands {@code distance} below the highest, a
     * buy above the lowest. It never moves back.
     *
     * @param distance ticks from 1 to {@link Market#MAX_PRICE}, or parts per million of the best price from 1 to
     *     999,999; those are rounded down to whole ticks, and to one tick at least
     * @param perMillion whether the distance is in parts per million (5 % = 50,000)
     * @param reference the price it looks at
     */
    record Trailing(long distance, boolean perMillion, Reference reference) implements Trigger {

        public Trailing {
            NewOrder.checkPrice(distance);
            if (perMillion && distance >= NewOrder.MILLION) {
                throw new IllegalArgumentException("A trailing distance is below 100 %; it is " + distance + " ppm.");
            }
        }
    }

    /** A stop loss on the last trade. */
    static Trigger stopLoss(long price) {
        return new StopLoss(price, Reference.LAST);
    }

    /** A take profit on the last trade. */
    static Trigger takeProfit(long price) {
        return new TakeProfit(price, Reference.LAST);
    }

    /** A trailing stop on the last trade, so many ticks away. */
    static Trigger trailing(long ticks) {
        return new Trailing(ticks, false, Reference.LAST);
    }

    /** A trailing stop on the last trade, so many parts per million away. */
    static Trigger trailingPerMillion(long parts) {
        return new Trailing(parts, true, Reference.LAST);
    }
}
