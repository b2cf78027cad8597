package io.nija.trading.internal.protection;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * How a position is protected now, for others.
 *
 * @param of which position
 * @param state where its stop is
 * @param price of the stop, or where it is to be; null when there is to be none
 * @param quantity what the stop at the venue covers, in base
 * @param order the number of the stop's intent, or null when there is none
 * @param words in plain words
 * @param incident what somebody else did to the stop a short while ago; empty when nobody did
 * @param fired whether the stop was hit and the position is being sold
 * @param lackingSince since when less is protected than should be, or null
 */
public record Cover(Guarded of, State state, BigDecimal price, BigDecimal quantity, Long order, String words, String incident,
        boolean fired, Instant lackingSince) {

    /** What a person should know about it: that it is not as planned, or that there is no stop; empty when all is well. */
    public Optional<String> lack() {
        boolean none = state == State.NONE;
        return lackingSince != null ? Optional.of(of + " is not protected as planned since " + lackingSince + ": " + words)
                : none ? Optional.of(of + ": " + words) : Optional.empty();
    }

    /** Where the stop is. */
    public enum State {
        /** At the venue. */
        VENUE,
        /** NIJA watches the price and sells. */
        LOCAL,
        /** Nobody knows whether the venue has it. */
        IN_DOUBT,
        /** Nowhere, and nothing is needed: it is too little for any order. */
        DUST,
        /** Nowhere. */
        NONE
    }
}
