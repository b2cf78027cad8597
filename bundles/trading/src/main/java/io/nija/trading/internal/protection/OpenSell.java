package io.nija.trading.internal.protection;

import java.math.BigDecimal;

/**
 * An own sell order that can still trade, or may.
 *
 * @param number of its intent
 * @param role what it is for
 * @param standing how surely it is known
 * @param remaining the most that it can still sell, in base: while a change is on its way, the larger of before and after
 * @param filled in base
 * @param stop its trigger, or null
 * @param limit its limit, or null
 * @param once whether it trades at once or not at all
 */
public record OpenSell(long number, Role role, Standing standing, BigDecimal remaining, BigDecimal filled, BigDecimal stop,
        BigDecimal limit, boolean once) {

    /** What it is for. */
    public enum Role {
        /** The position's stop. */
        STOP,
        /** What is sold at the market because the stop was hit. */
        RESCUE,
        /** Somebody's exit. */
        EXIT
    }

    /** How surely it is known. */
    public enum Standing {
        /** It rests, as shown here. */
        RESTS,
        /** Its trigger was reached; the venue is selling. */
        FIRED,
        /** As {@link #FIRED}, and nothing has happened for a while. */
        STUCK,
        /** It is on its way, in doubt, or being changed or cancelled. */
        MOVING
    }
}
