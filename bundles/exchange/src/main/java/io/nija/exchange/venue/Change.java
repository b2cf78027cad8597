package io.nija.exchange.venue;

/**
 * What is to change of an open order; {@link #KEEP} for what is not.
 *
 * @param lots the new whole, what is filled included
 * @param display the new visible part
 * @param limit ticks, or the offset of a trailing stop with a limit
 * @param trigger ticks, or the distance of a trailing stop in its own unit
 * @param postOnly whether to refuse a price that would take
 */
public record Change(long lots, long display, long limit, long trigger, boolean postOnly) {

    /** Stays as it is. */
    public static final long KEEP = io.nija.matching.Amendment.KEEP;
}
