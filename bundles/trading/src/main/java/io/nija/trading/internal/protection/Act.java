package io.nija.trading.internal.protection;

import java.math.BigDecimal;

/** The one thing to do next for a position. */
public sealed interface Act {

    /** Nothing, for now. */
    record Stay() implements Act {}

    /** Put a stop; {@code limit} is null where the venue's stops need none. */
    record Place(BigDecimal quantity, BigDecimal stop, BigDecimal limit) implements Act {}

    /** Change an order in place; {@code quantity} is the whole one, filled part included. What is null stays. */
    record Amend(long number, BigDecimal quantity, BigDecimal stop, BigDecimal limit) implements Act {}

    /** Cancel an order. */
    record Cancel(long number, String why) implements Act {}

    /** The first exit that waits goes on: its coins are free, or its refusal can be said. */
    record Release() implements Act {}

    /** The stop was hit and the venue does not sell this: sell it now, inside the collar. */
    record Rescue(BigDecimal quantity) implements Act {}
}
