package io.nija.trading.internal.protection;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * How a position is protected now, for others.
 *
 * @param of which position
 * @param state where its stop is
 * @param price of the stop; null for none
 * @param quantity what the stop at the venue covers, in base
 * @param order the number of the stop's intent, or null when there is none
 * @param words in plain words
 * @param incident what somebody else did to the stop a short while ago; empty when nobody did
 * @param fired whether the stop was hit and the position is being sold
 * @param lackingSince since when less is protected than should be, or null
 */
public record Cover(Guarded of, State state, BigDecimal price, BigDecimal quantity, Long order, String words, String incident,
        boolean fired, Instant lackingSince) {

    /** Where the stop is. */
    public enum State {
        /** At the venue. */
        VENUE,
        /** NIJA watches the price and sells. */
        LOCAL,
        /** Nobody knows whether the venue has it. */
        IN_DOUBT,
        /** Nowhere. */
        NONE
    }
}
